import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import { compileWildcards, matchesWildcards } from '../../glob/wildcards.js';
import { holdsList } from './keys.js';
import type { PolicyRule } from './subject.js';
import { hasPlaceholder, variablesOf } from './variables.js';
import type { ConditionView, StatementView } from './view.js';

/** Conditions that exclude each other. */
export const contradictoryCondition: PolicyRule = {
  code: 'iam/contradictory-condition',
  severity: 'warning',
  title: 'the conditions of a statement exclude each other',
  why: `All operators and keys of a condition must hold at once. When no value of a key can satisfy all of them, the statement
never applies. Alternatives stand in one list, or in two statements.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.conditionsAnd', 'iam.missingKeys'],
  check: ({ document }) => document.statements.flatMap(impossible),
};

function impossible({ conditions }: StatementView): RuleFinding[] {
  return conditions.flatMap((condition, index) => {
    const others = conditions.filter(
      (other) => other !== condition && other.lowerKey === condition.lowerKey,
    );
    const isFirst = !conditions
      .slice(0, index)
      .some(({ lowerKey }) => lowerKey === condition.lowerKey);
    const message = missingAndThere(condition, others) ?? noValueLeft(condition, others, isFirst);
    return message === undefined
      ? []
      : [
          {
            at: condition.at,
            message,
            help: 'write alternatives into one list, or two statements',
          },
        ];
  });
}

/** `Null` asks for the key to be missing, and another operator holds only where it is there. */
function missingAndThere(
  condition: ConditionView,
  others: readonly ConditionView[],
): string | undefined {
  const { base, qualifier, values, key } = condition;
  if (base !== 'Null' || qualifier !== null) return undefined;
  if (!values.every(({ text }) => text === 'true') || values.length === 0) return undefined;
  return others.some(needsKey)
    ? `${quote(key)} is to be missing here, and to have a value under another operator`
    : undefined;
}

function needsKey({ base, negated, ifExists, qualifier }: ConditionView): boolean {
  if (base === undefined || base === 'Null' || ifExists || qualifier === 'ForAllValues')
    return false;
  return !negated || qualifier === 'ForAnyValue';
}

/** Of the values that one operator lists, none passes the others. */
function noValueLeft(
  condition: ConditionView,
  others: readonly ConditionView[],
  isFirst: boolean,
): string | undefined {
  const { key, values, lowerKey } = condition;
  if (!isFirst && others.some(listsValues)) return undefined;
  if (!listsValues(condition) || values.length === 0 || holdsList(lowerKey)) return undefined;
  const tests = others.filter(comparesTexts);
  if (tests.length === 0 || [condition, ...tests].some(hasOpenValue)) return undefined;
  const left = values.filter(({ text }) => tests.every((test) => passes(text, test)));
  return left.length > 0 ? undefined : `no value of ${quote(key)} satisfies all operators on it`;
}

/** `StringEquals`: the key is there, and has one of these values. */
function listsValues({ base, ifExists, qualifier }: ConditionView): boolean {
  return base === 'StringEquals' && !ifExists && qualifier === null;
}

function comparesTexts({ base, qualifier }: ConditionView): boolean {
  return (base?.startsWith('String') ?? false) && qualifier === null;
}

function hasOpenValue({ values }: ConditionView): boolean {
  return values.some(({ text }) => variablesOf(text).length > 0 || hasPlaceholder(text));
}

function passes(text: string, { base, negated, values }: ConditionView): boolean {
  const some = values.some((value) => {
    if (base?.endsWith('Like') === true)
      return matchesWildcards(compileWildcards(value.text), text);
    if (base?.endsWith('IgnoreCase') !== true) return value.text === text;
    return value.text.toLowerCase() === text.toLowerCase();
  });
  return negated ? !some : some;
}
