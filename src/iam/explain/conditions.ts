import { at } from '../../base/invariant.js';
import { quote } from '../../base/quote.js';
import { type Ask, type AskedKey, unknown } from '../asked.js';
import type { CompiledCondition } from '../compiled.js';
import { lookUp } from '../context.js';
import { conditionHolds } from '../operators/condition.js';

/** Why a condition does not hold, or why nobody can tell. */
export function conditionMiss(number: number, ask: Ask): string {
  const condition = at(ask.compiled.program.conditions, number);
  const { test, operator, writtenKey, written } = condition;
  if (test.family === 'empty') return 'its Condition is empty';
  if (test.family === 'unknown') return `${quote(operator)} is no condition operator`;
  const values = lookUp(ask, condition.key);
  const wanted = written.length === 0 ? 'an empty list' : listed(written);
  if (values === undefined) {
    return conditionHolds(condition, ask) === unknown
      ? `${quote(writtenKey)} is unknown, on which ${quote(operator)} turns`
      : `no value of ${quote(writtenKey)} is what ${quote(operator)} asks for with ${wanted}`;
  }
  if (values.length === 0) return absence(condition);
  return `${quote(writtenKey)} is ${shown(values)}, and ${quote(operator)} asks for ${wanted}${hint(condition, values)}`;
}

function absence({ writtenKey, qualifier, operator, test }: CompiledCondition): string {
  const key = quote(writtenKey);
  if (test.family === 'null') return `${key} is absent, and ${quote(operator)} asks for it`;
  if (qualifier === 'ForAnyValue') return `${key} is absent, and no value of an absent key matches`;
  return `${key} is absent, and ${quote(operator)} is false on an absent key`;
}

/** Why a condition holds although its key is absent; undefined when the key is there, or its absence was asked for. */
export function heldByAbsence(number: number, ask: Ask): string | undefined {
  const { key, writtenKey, test, ifExists, qualifier } = at(
    ask.compiled.program.conditions,
    number,
  );
  if (test.family === 'null' || lookUp(ask, key)?.length !== 0) return undefined;
  const absent = `${quote(writtenKey)} is absent, and`;
  if (ifExists) return `${absent} IfExists is true on an absent key`;
  return qualifier === null
    ? `${absent} a negated operator is true on an absent key`
    : `${absent} ${qualifier} is true on an absent key`;
}

/** What people overlook: case, wildcards that are none, and lists without a qualifier. */
function hint({ test, written, qualifier }: CompiledCondition, values: AskedKey): string {
  if (qualifier === null && values.length > 1)
    return '; several values need ForAnyValue or ForAllValues';
  if (test.family === 'text' && written.some((value) => /[*?]/.test(value))) {
    return '; here a wildcard is an ordinary character';
  }
  if (test.family !== 'text' && test.family !== 'like') return '';
  const differsInCase = values.some(({ text }) => written.some((one) => isOtherCase(one, text)));
  return differsInCase ? '; case counts' : '';
}

function isOtherCase(one: string, other: string): boolean {
  return one !== other && one.length === other.length && one.toLowerCase() === other.toLowerCase();
}

function shown(values: AskedKey): string {
  return listed(values.map(textOf));
}

function textOf({ text }: AskedKey[number]): string {
  return text;
}

const shownMax = 3;

function listed(texts: readonly string[]): string {
  if (texts.length === 1) return quote(texts[0]);
  const first = texts.slice(0, shownMax).map(quote).join(', ');
  return texts.length > shownMax ? `${first} and ${texts.length - shownMax} more` : first;
}
