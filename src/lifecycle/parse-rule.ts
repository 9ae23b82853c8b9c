import type { Diagnostic, Severity } from '../base/diagnostic.js';
import { pointer } from '../base/json-text.js';
import { quote } from '../base/quote.js';
import type { FactId } from '../facts/ledger/index.js';
import {
  archiveDaysMin,
  integerMax,
  legalCombinations,
  tagPatternStarsMax,
} from '../facts/lifecycle.js';
import type { RuleSketch } from './sketch.js';
import { awsMessage } from './voice.js';

/** What is wrong within one rule beyond its shape. */
export function ruleDiagnostics(rule: RuleSketch): readonly Diagnostic[] {
  return [
    ...listProblems(rule),
    ...patternProblems(rule),
    ...unitProblems(rule),
    ...combinationProblems(rule),
    ...targetProblems(rule),
    ...numberProblems(rule),
  ];
}

interface Said {
  readonly severity?: Severity;
  readonly help?: string;
  readonly awsMessage?: string;
}

/** One finding of this domain. */
export function finding(
  name: string,
  message: string,
  at: string,
  because: FactId,
  said: Said = {},
): Diagnostic {
  return {
    code: `lifecycle/${name}`,
    severity: said.severity ?? 'error',
    message,
    at,
    because: [because],
    help: said.help,
    awsMessage: said.awsMessage,
  };
}

function listProblems({ at, tagStatus, patterns, prefixes, has }: RuleSketch): Diagnostic[] {
  if (tagStatus === undefined) return [];
  if (tagStatus !== 'tagged') {
    const lists = { tagPatternList: patterns, tagPrefixList: prefixes };
    return Object.entries(lists).flatMap(([name, list]) =>
      list === undefined ? [] : [listNeedsTagged(at, name, list, tagStatus)],
    );
  }
  const [patternCount, prefixCount] = [patterns?.length ?? 0, prefixes?.length ?? 0];
  if (patternCount + prefixCount === 0) {
    if (has.brokenList) return [];
    const because: FactId =
      patterns || prefixes ? 'lifecycle.emptyListIsNoList' : 'lifecycle.listsNeedTagged';
    const message = 'a rule for tagged images has to say which tags';
    const help = 'add a `tagPatternList`, such as ["*"] for every tag, or a `tagPrefixList`';
    return [
      finding('list-missing', message, `${at}/selection`, because, {
        help,
        awsMessage: awsMessage('listMissing'),
      }),
    ];
  }
  if (patterns === undefined || prefixes === undefined) return [];
  const both = patternCount > 0 && prefixCount > 0;
  const message = 'a rule has a `tagPatternList` or a `tagPrefixList`, not both';
  return [
    finding('both-lists', message, `${at}/selection/tagPrefixList`, 'lifecycle.oneListPerRule', {
      severity: both ? 'error' : 'warning',
      help: both ? 'write each prefix as a pattern with `*` behind it' : 'leave the empty list out',
      ...(both ? { awsMessage: awsMessage('bothLists') } : {}),
    }),
  ];
}

function listNeedsTagged(
  at: string,
  name: string,
  list: readonly string[],
  tagStatus: string,
): Diagnostic {
  const message = `${quote(name)} is accepted only with ${quote('tagged')}, not with ${quote(tagStatus)}`;
  const help =
    list.length === 0
      ? 'leave the list out, also when it is empty'
      : 'write `tagged`, or leave the list out';
  const words = awsMessage('listNeedsTagged', name, tagStatus);
  return finding(
    'list-needs-tagged',
    message,
    `${at}/selection/${name}`,
    'lifecycle.listsNeedTagged',
    {
      help,
      ...(list.length > 0 ? { awsMessage: words } : {}),
    },
  );
}

function patternProblems({ at, patterns = [], prefixes = [] }: RuleSketch): Diagnostic[] {
  const crowded = patterns.flatMap((pattern, index) => {
    const stars = pattern.split('*').length - 1;
    if (stars <= tagPatternStarsMax) return [];
    const message = `${quote(pattern)} has ${stars} asterisks, at most ${tagPatternStarsMax} are accepted`;
    const place = pointer(`${at}/selection/tagPatternList`, index);
    return [
      finding('too-many-wildcards', message, place, 'lifecycle.tagPatternStarsMax', {
        help: 'match less of the tag, or split the rule',
        awsMessage: awsMessage('tooManyWildcards'),
      }),
    ];
  });
  const starred = prefixes.flatMap((prefix, index) => {
    if (!prefix.includes('*')) return [];
    const message = `in a prefix the asterisk of ${quote(prefix)} stands for itself, and no tag holds one`;
    const place = pointer(`${at}/selection/tagPrefixList`, index);
    return [
      finding('star-in-prefix', message, place, 'lifecycle.prefixIsLiteral', {
        severity: 'warning',
        help: 'leave the asterisk out, or use `tagPatternList`',
      }),
    ];
  });
  return [...crowded, ...starred];
}

function unitProblems({ at, countType, has }: RuleSketch): Diagnostic[] {
  if (countType === undefined) return [];
  const counts = countType === 'imageCountMoreThan';
  if (counts === !has.countUnit) return [];
  const noBranch = awsMessage('noBranch');
  if (counts) {
    const message = '`countUnit` is not accepted with `imageCountMoreThan`, which counts images';
    return [
      finding(
        'count-unit-forbidden',
        message,
        `${at}/selection/countUnit`,
        'lifecycle.countUnitOnlyForDays',
        {
          help: 'leave `countUnit` out',
          awsMessage: noBranch,
        },
      ),
    ];
  }
  const message = `${quote(countType)} needs a \`countUnit\``;
  return [
    finding('count-unit-required', message, `${at}/selection`, 'lifecycle.countUnitOnlyForDays', {
      help: 'add `"countUnit": "days"`',
      awsMessage: noBranch,
    }),
  ];
}

function combinationProblems({
  at,
  countType,
  storageClass,
  action,
  has,
  countNumber,
}: RuleSketch): Diagnostic[] {
  if (countType === undefined) return [];
  const legal = legalCombinations[countType];
  const found: Diagnostic[] = [];
  const actual = has.storageClass ? storageClass : 'standard';
  if (actual !== undefined && actual !== legal.storageClass) {
    const message = `${quote(countType)} looks at the ${legal.storageClass} class only, and this rule at ${actual}`;
    const place = has.storageClass ? `${at}/selection/storageClass` : `${at}/selection`;
    found.push(
      finding('class-combination', message, place, 'lifecycle.legalCombinations', {
        help:
          legal.storageClass === 'archive'
            ? 'add `"storageClass": "archive"`'
            : 'leave `storageClass` out',
        awsMessage: awsMessage(actual === 'archive' ? 'standardOnly' : 'noBranch'),
      }),
    );
  }
  const actions: readonly string[] = legal.actions;
  if (action !== undefined && !actions.includes(action)) {
    const message = `${quote(countType)} cannot ${action} images, only ${actions.join(' or ')} them`;
    found.push(
      finding('action-combination', message, `${at}/action/type`, 'lifecycle.legalCombinations', {
        help:
          countType === 'sinceImagePulled'
            ? 'archive them, and expire them from the archive with `sinceImageTransitioned`'
            : 'write `expire`',
      }),
    );
  }
  if (
    countType === 'sinceImageTransitioned' &&
    countNumber !== undefined &&
    countNumber >= 1 &&
    countNumber < archiveDaysMin
  ) {
    const message = `archived images stay at least ${archiveDaysMin} days, and this rule expires them after ${countNumber}`;
    const place = `${at}/selection/countNumber`;
    found.push(
      finding('archive-minimum', message, place, 'lifecycle.archiveDaysMin', {
        help: `give ${archiveDaysMin} or more`,
      }),
    );
  }
  return found;
}

function targetProblems({ at, action, has }: RuleSketch): Diagnostic[] {
  if (action === undefined || (action === 'transition') === has.target) return [];
  if (action === 'transition') {
    const message = 'a transition needs a `targetStorageClass`';
    return [
      finding('target-required', message, `${at}/action`, 'lifecycle.targetOnlyForTransition', {
        help: 'add `"targetStorageClass": "archive"`',
        awsMessage: awsMessage('noBranch'),
      }),
    ];
  }
  const message = '`targetStorageClass` is not accepted with `expire`';
  return [
    finding(
      'target-forbidden',
      message,
      `${at}/action/targetStorageClass`,
      'lifecycle.targetOnlyForTransition',
      {
        help: 'leave it out, or write `transition`',
        awsMessage: awsMessage('noBranch'),
      },
    ),
  ];
}

function numberProblems({ at, priority, countNumber }: RuleSketch): Diagnostic[] {
  const numbers = { rulePriority: priority, 'selection/countNumber': countNumber };
  return Object.entries(numbers).flatMap(([path, number]) => {
    if (number === undefined || number <= integerMax) return [];
    const message = `${number} is more than the service's integers hold`;
    const help = `give at most ${integerMax}`;
    return [
      finding('number-too-large', message, `${at}/${path}`, 'lifecycle.integerMax', {
        severity: 'warning',
        help,
      }),
    ];
  });
}
