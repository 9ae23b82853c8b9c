import { quote } from '../../base/quote.js';
import { alwaysPresentKeys } from '../../facts/iam-lint.js';
import { parseRange } from '../operators/ip.js';
import { eachCondition } from './each-condition.js';
import { isOneOf } from './keys.js';
import type { PolicyRule } from './subject.js';
import type { ConditionView } from './view.js';

/** A condition that keeps nobody out. */
export const alwaysTrueCondition: PolicyRule = {
  code: 'iam/always-true-condition',
  severity: 'warning',
  title: 'a condition always holds',
  why: `It is true for every request, with the key or without it, and narrows nothing: a pattern of \`*\` with \`IfExists\`,
all addresses, or a pattern on a key that every request has.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam.missingKeys', 'iam-lint.alwaysPresentKeys'],
  check: (subject) =>
    eachCondition(subject, (condition) => {
      if (!takesEverything(condition) || !holdsWithoutKey(condition)) return [];
      const { operator, key, at } = condition;
      const message = `${quote(operator)} on ${quote(key)} holds for every request`;
      return [{ at, message, help: 'remove it, or write the values that are meant' }];
    }),
};

/** Whether every value passes. */
function takesEverything({ base, values, negated }: ConditionView): boolean {
  if (negated) return false;
  if (base === 'StringLike') return values.some(({ text }) => /^\*+$/.test(text));
  if (base !== 'IpAddress') return false;
  const widths = values.map(({ text }) => parseRange(text)).filter((range) => range?.prefix === 0);
  return [2, 8].every((length) => widths.some((range) => range?.words.length === length));
}

/** Whether a request without the key passes too, or there is none. */
function holdsWithoutKey({ ifExists, qualifier, lowerKey }: ConditionView): boolean {
  return ifExists || qualifier === 'ForAllValues' || isOneOf(alwaysPresentKeys, lowerKey);
}
