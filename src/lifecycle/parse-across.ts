import type { Diagnostic } from '../base/diagnostic.js';
import { quote } from '../base/quote.js';
import { storageClasses } from '../facts/lifecycle.js';
import { finding } from './parse-rule.js';
import type { RuleSketch } from './sketch.js';
import type { StorageClass } from './types.js';
import { awsMessage } from './voice.js';

/** What is wrong between the rules of a policy. */
export function crossRuleDiagnostics(rules: readonly RuleSketch[]): readonly Diagnostic[] {
  return [
    ...samePriority(rules),
    ...storageClasses.flatMap((storageClass) => {
      const ofClass = rules.filter((rule) => classOf(rule) === storageClass);
      return [
        ...anyNotLast(ofClass, storageClass),
        ...untaggedTwice(ofClass, storageClass),
        ...samePrefixes(ofClass, storageClass),
        ...samePatterns(ofClass, storageClass),
      ];
    }),
  ];
}

/** A rule whose storage class cannot be made out belongs to neither. */
function classOf({ storageClass, has }: RuleSketch): StorageClass | undefined {
  return has.storageClass ? storageClass : 'standard';
}

function samePriority(rules: readonly RuleSketch[]): Diagnostic[] {
  const first = new Map<number, RuleSketch>();
  return rules.flatMap((rule) => {
    const { priority, at } = rule;
    if (priority === undefined) return [];
    const other = first.get(priority);
    if (other === undefined) {
      first.set(priority, rule);
      return [];
    }
    const message = `two rules have the priority ${priority}, this one and ${other.at}`;
    return [
      finding('priority-duplicate', message, `${at}/rulePriority`, 'lifecycle.priorityIsUnique', {
        help: 'give each rule a number of its own',
        awsMessage: awsMessage('duplicatePriority'),
      }),
    ];
  });
}

function anyNotLast(rules: readonly RuleSketch[], storageClass: StorageClass): Diagnostic[] {
  const anyRules = rules.filter(({ tagStatus }) => tagStatus === 'any');
  const misplaced = anyRules.flatMap(({ at, priority }) => {
    const later = rules.find((other) => other.at !== at && isAfter(other.priority, priority));
    if (later === undefined) return [];
    const message = `a rule for \`any\` has to be the last of the ${storageClass} class, and ${later.at} (priority ${later.priority}) comes after it`;
    return [
      finding('any-not-last', message, `${at}/rulePriority`, 'lifecycle.anyComesLast', {
        help: 'give it the highest rulePriority; what stands behind it could never act',
        awsMessage: awsMessage('anyNotLast'),
      }),
    ];
  });
  const repeated = anyRules
    .slice(1)
    .map(({ at }) =>
      finding(
        'any-twice',
        `two rules of the ${storageClass} class select \`any\`, this one and ${anyRules[0]?.at}`,
        `${at}/selection/tagStatus`,
        'lifecycle.anyComesLast',
        { help: 'keep one of them', awsMessage: awsMessage('anyTwice') },
      ),
    );
  return [...misplaced, ...repeated];
}

function isAfter(priority: number | undefined, other: number | undefined): boolean {
  return priority !== undefined && other !== undefined && priority > other;
}

function untaggedTwice(rules: readonly RuleSketch[], storageClass: StorageClass): Diagnostic[] {
  const untagged = rules.filter(({ tagStatus }) => tagStatus === 'untagged');
  return untagged.slice(1).map(({ at }) => {
    const message = `two rules of the ${storageClass} class select untagged images, this one and ${untagged[0]?.at}`;
    return finding(
      'untagged-twice',
      message,
      `${at}/selection/tagStatus`,
      'lifecycle.untaggedOncePerClass',
      {
        help: 'keep one of them',
        awsMessage: awsMessage('untaggedTwice'),
      },
    );
  });
}

function samePrefixes(rules: readonly RuleSketch[], storageClass: StorageClass): Diagnostic[] {
  const lists = new Map<string, string>();
  const single = new Map<string, string>();
  return rules.flatMap(({ at, tagStatus, prefixes = [] }) => {
    if (tagStatus !== 'tagged' || prefixes.length === 0) return [];
    const place = `${at}/selection/tagPrefixList`;
    const twin = lists.get(asSet(prefixes));
    if (twin !== undefined) {
      const message = `two rules of the ${storageClass} class have the same prefixes, this one and ${twin}`;
      const help = 'merge the two rules; the later one could never act';
      return [finding('prefix-duplicate', message, place, 'lifecycle.prefixesAreUnique', { help })];
    }
    const repeated = prefixes.find((prefix) => single.has(prefix));
    for (const prefix of prefixes) single.set(prefix, at);
    lists.set(asSet(prefixes), at);
    if (repeated === undefined) return [];
    const message = `the prefix ${quote(repeated)} stands in two rules of the ${storageClass} class, which AWS may refuse`;
    const help = 'preview the policy at AWS before you rely on it';
    return [
      finding('prefix-duplicate', message, place, 'lifecycle.prefixesAreUnique', {
        severity: 'warning',
        help,
      }),
    ];
  });
}

function samePatterns(rules: readonly RuleSketch[], storageClass: StorageClass): Diagnostic[] {
  const seen = new Map<string, string>();
  return rules.flatMap(({ at, tagStatus, patterns = [] }) => {
    if (tagStatus !== 'tagged' || patterns.length === 0) return [];
    const whole = asSet(patterns);
    const twin = seen.get(whole);
    if (twin === undefined) {
      seen.set(whole, at);
      return [];
    }
    const message = `two rules of the ${storageClass} class have the same patterns, this one and ${twin}, so the later one never acts`;
    return [
      finding(
        'pattern-duplicate',
        message,
        `${at}/selection/tagPatternList`,
        'lifecycle.patternsMayRepeat',
        {
          severity: 'warning',
          help: 'remove one of the two rules',
        },
      ),
    ];
  });
}

/** A list as a set: order and repetition do not matter to AWS. */
function asSet(list: readonly string[]): string {
  return JSON.stringify([...new Set(list)].sort());
}
