import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import { emptyConditionValues } from './empty-condition-values.js';
import { invalidDate } from './invalid-date.js';
import { invalidIp } from './invalid-ip.js';
import { nullValue } from './null-value.js';
import type { PolicyRule, PolicySubject } from './subject.js';
import { typeMismatch } from './type-mismatch.js';
import type { ConditionView, ContradictoryStatement } from './view.js';
import { wildcardWithoutLike } from './wildcard-without-like.js';

/** Conditions that no request fulfils. */
export const contradictoryCondition: PolicyRule = {
  code: 'iam/contradictory-condition',
  severity: 'warning',
  title: 'no request fulfils the condition of a statement, so that it never applies',
  why: `All operators and keys of a condition must hold at once. When no request can fulfil all of them, the statement never
applies: entries exclude each other, or what the statement is about, or one asks for what no request has. Alternatives
stand in one list, or in two statements. The message names the fewest entries that suffice. Each finding is a proof over
all requests, with the Regions that AWS has published; where a template still has gaps in an entry, the others are
looked at. Such a statement is not called redundant or denied besides. A value that is no date, no address or of another
type is told by the rules about those.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.conditionsAnd', 'iam.missingKeys'],
  check: (subject) =>
    subject.document.contradictory
      .filter((one) => !isToldElsewhere(one, subject))
      .map((one) => findingOf(one)),
};

/** Rules that say more precisely why nothing is equal to the values of one entry. */
const nearer = [
  emptyConditionValues,
  invalidDate,
  invalidIp,
  nullValue,
  typeMismatch,
  wildcardWithoutLike,
];

function isToldElsewhere({ conditions }: ContradictoryStatement, subject: PolicySubject): boolean {
  const [only] = conditions;
  if (only === undefined || conditions.length > 1) return false;
  return nearer.some((rule) =>
    rule.check(subject, {}).some(({ at }) => at === only.at || at.startsWith(`${only.at}/`)),
  );
}

function findingOf({ conditions, against }: ContradictoryStatement): RuleFinding {
  const [first] = conditions;
  const missing = conditions.find(asksForAbsence);
  const isOneKey = conditions.every(({ lowerKey }) => lowerKey === first?.lowerKey);
  const at = (isOneKey ? (missing ?? first) : first)?.at ?? '';
  if (against.length > 0) {
    const elements = against.map(quote).join(', ');
    return {
      at,
      message: `no request that ${elements} ${against.length === 1 ? 'is' : 'are'} about fulfils ${listed(conditions)}`,
      help: `change the condition, or ${elements}`,
    };
  }
  const help = 'write alternatives into one list, or two statements';
  if (conditions.length === 1) {
    return {
      at,
      message: `no request fulfils ${listed(conditions)}`,
      help: 'write a value that requests have',
    };
  }
  const key = quote(first?.key);
  if (!isOneKey) return { at, message: `${listed(conditions)} exclude each other`, help };
  return missing === undefined
    ? { at, message: `no value of ${key} fulfils ${listed(conditions)}`, help }
    : {
        at,
        message: `${key} is to be missing here, and to have a value under another operator`,
        help,
      };
}

function asksForAbsence({ base, qualifier, values }: ConditionView): boolean {
  return base === 'Null' && qualifier === null && values.every(({ text }) => text === 'true');
}

function listed(conditions: readonly ConditionView[]): string {
  const isOneKey = conditions.every(({ lowerKey }) => lowerKey === conditions[0]?.lowerKey);
  const names = conditions.map((condition) => {
    const { operator, key } = condition;
    const about = isOneKey && conditions.length > 1 ? '' : ` on ${quote(key)}`;
    return `${quote(operator)}${about} (${shown(condition)})`;
  });
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

const shownMax = 3;

function shown({ values }: ConditionView): string {
  const some = values.slice(0, shownMax).map(({ text }) => quote(text));
  return [...some, ...(values.length > shownMax ? ['…'] : [])].join(', ');
}
