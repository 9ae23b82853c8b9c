import { unreachable } from '../../base/invariant.js';
import {
  type Ask,
  type AskedKey,
  type AskedValue,
  negation,
  no,
  type Truth,
  unknown,
  yes,
} from '../asked.js';
import type { CompiledCondition, ConditionTest, Template } from '../compiled.js';
import { lookUp } from '../context.js';
import { fill } from '../variables.js';
import { isArnLike, isArnLikeParts, partsOf } from './arn.js';
import { equalsBinary } from './binary.js';
import { equalsBool } from './bool.js';
import { instantOf } from './date.js';
import { addressOf, isInRanges } from './ip.js';
import { numberOf } from './number.js';
import { standsTo } from './relation.js';
import { equalsParts, equalsText, isLike, isLikeParts, joined } from './text.js';

/** Whether one condition holds for a request. */
export function conditionHolds(condition: CompiledCondition, ask: Ask): Truth {
  const { test, oddCase } = condition;
  const { readings } = ask.compiled;
  if (test.family === 'empty') return readings.emptyCondition === 'no-condition' ? yes : no;
  if (test.family === 'unknown' || (oddCase && readings.operatorCase === 'exact')) return no;
  const values = lookUp(ask, condition.key);
  if (test.family === 'null') return isNull(condition, test.values, values, ask);
  if (values === undefined) return withUnknownKey(condition);
  return isMissing(condition, values, ask)
    ? withoutKey(condition)
    : withKey(condition, values, ask);
}

/** `true` asks for an absent key, `false` for one with a value. A qualifier makes the outcome a constant. */
function isNull(
  { qualifier }: CompiledCondition,
  wanted: readonly boolean[],
  values: AskedKey | undefined,
  ask: Ask,
): Truth {
  if (qualifier !== null) return qualifier === 'ForAllValues' ? yes : no;
  if (values === undefined) return wanted.length === 1 ? unknown : truth(wanted.length > 1);
  return truth(wanted.includes(values.length === 0 || (isAllEmpty(values) && countsAsNone(ask))));
}

function truth(is: boolean): Truth {
  return is ? yes : no;
}

/** A key without values is missing; for `ForAllValues` perhaps also one whose values are empty. */
function isMissing({ qualifier }: CompiledCondition, values: AskedKey, ask: Ask): boolean {
  if (values.length === 0) return true;
  return qualifier === 'ForAllValues' && isAllEmpty(values) && countsAsNone(ask);
}

function isAllEmpty(values: AskedKey): boolean {
  for (const { text } of values) if (text !== '') return false;
  return true;
}

function countsAsNone(ask: Ask): boolean {
  return ask.compiled.readings.emptyString === 'absent';
}

/** A missing key satisfies IfExists, all of no values, and a negation; it satisfies nothing else. */
function withoutKey({ qualifier, ifExists, negated }: CompiledCondition): Truth {
  if (ifExists) return yes;
  return truth(qualifier === null ? negated : qualifier === 'ForAllValues');
}

/** What nobody knows may be anything; but where nothing in the policy can be equalled, it need not be known. */
function withUnknownKey(condition: CompiledCondition): Truth {
  const isHopeless = !condition.negated && !canBeEqualled(condition);
  return isHopeless && withoutKey(condition) === no ? no : unknown;
}

function canBeEqualled({ test, templates }: CompiledCondition): boolean {
  if (templates.length > 0 || (test.family === 'arn' && test.loneStar)) return true;
  return 'values' in test && test.values.length > 0;
}

function withKey(condition: CompiledCondition, values: AskedKey, ask: Ask): Truth {
  const { qualifier, written } = condition;
  if (qualifier === null) return ofOneValue(condition, values, ask);
  // Not even a negation holds for a list of values that AWS has nothing to compare with.
  if (written.length === 0) return no;
  return qualifier === 'ForAllValues'
    ? allOf(condition, values, ask)
    : anyOf(condition, values, ask);
}

/** Without a qualifier a key has one value; an empty list in the policy equals none. */
function ofOneValue(condition: CompiledCondition, values: AskedKey, ask: Ask): Truth {
  const { negated, ifExists, written } = condition;
  const { readings } = ask.compiled;
  const [value] = values;
  if (value === undefined || values.length > 1) {
    return truth(negated && readings.listWithoutQualifier === 'negated-match');
  }
  if (written.length > 0) return valueHolds(condition, value, ask);
  return truth(negated && !ifExists && readings.emptyValueList === 'algebra');
}

function allOf(condition: CompiledCondition, values: AskedKey, ask: Ask): Truth {
  let all: Truth = yes;
  for (const value of values) {
    const holds = valueHolds(condition, value, ask);
    if (holds === no) return no;
    if (holds === unknown) all = unknown;
  }
  return all;
}

function anyOf(condition: CompiledCondition, values: AskedKey, ask: Ask): Truth {
  let any: Truth = no;
  for (const value of values) {
    const holds = valueHolds(condition, value, ask);
    if (holds === yes) return yes;
    if (holds === unknown) any = unknown;
  }
  return any;
}

/** One value of the request against all of the policy: equal to some, or for a negated operator to none. */
function valueHolds(condition: CompiledCondition, value: AskedValue, ask: Ask): Truth {
  const { test, templates, negated } = condition;
  if (matchesTest(test, value, ask)) return negated ? no : yes;
  if (templates.length === 0) return negated ? yes : no;
  const some = matchesTemplates(test, templates, value, ask);
  return negated ? negation(some) : some;
}

function matchesTest(test: ConditionTest, value: AskedValue, ask: Ask): boolean {
  switch (test.family) {
    case 'text':
      return equalsText(test, value.text);
    case 'like':
      return isLike(test, value.text);
    case 'number':
      return standsTo(test.values, test.relation, numberOf(value));
    case 'date':
      return standsTo(test.values, test.relation, instantOf(value));
    case 'bool':
      return equalsBool(test.values, value.text);
    case 'binary':
      return equalsBinary(test.values, value.text);
    case 'ip':
      return isInRanges(test.values, addressOf(value));
    case 'arn':
      if (test.loneStar && ask.compiled.readings.arnLikeStar === 'everything') return true;
      return isArnLike(test.values, partsOf(value));
    case 'null':
    case 'empty':
    case 'unknown':
      return false;
    default:
      return unreachable(test);
  }
}

/** A variable without a value equals nothing. */
function matchesTemplates(
  test: ConditionTest,
  templates: readonly Template[],
  value: AskedValue,
  ask: Ask,
): Truth {
  let some: Truth = no;
  for (const template of templates) {
    const filled = fill(template, ask);
    if (filled === 'unknown') some = unknown;
    else if (filled !== 'missing' && matchesFilled(test, filled, value, ask)) return yes;
  }
  return some;
}

type Filled = Exclude<ReturnType<typeof fill>, string>;

/** Only the families in whose values AWS resolves variables have templates at all. */
function matchesFilled(test: ConditionTest, filled: Filled, value: AskedValue, ask: Ask): boolean {
  switch (test.family) {
    case 'text':
      return equalsParts(filled, value.text, test.ignoreCase);
    case 'like':
      return isLikeParts(filled, value.text);
    case 'arn':
      return isArnLikeParts(filled, value);
    case 'bool':
      return (
        ask.compiled.readings.boolVariables === 'resolved' &&
        equalsBool([joined(filled)], value.text)
      );
    default:
      return false;
  }
}
