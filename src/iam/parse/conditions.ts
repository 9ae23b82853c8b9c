import { pointer } from '../../base/json-text.js';
import { isRecord, membersWithPlaces } from '../../base/loose.js';
import { quote } from '../../base/quote.js';
import { conditionOperators } from '../../facts/policy.js';
import { operatorName } from '../operators/names.js';
import { doubt, type Reading, refuse, syntaxErrors } from './findings.js';
import { wrongType } from './values.js';

/** Checks that a condition is operators of keys of values, and that the operators exist. */
export function checkConditions(reading: Reading, conditions: unknown, at: string): void {
  if (!isRecord(conditions)) {
    wrongType(reading, conditions, at, 'a condition is an object of operators', form);
    return;
  }
  for (const operator of Object.keys(conditions)) {
    const keys = conditions[operator];
    const place = pointer(at, operator);
    checkOperator(reading, operator, place);
    if (!isRecord(keys)) {
      const expected = `under ${quote(operator)} stands an object of condition keys`;
      wrongType(reading, keys, place, expected, form);
      continue;
    }
    for (const key of Object.keys(keys)) {
      if (!isValue(keys[key])) checkValues(reading, keys[key], pointer(place, key));
    }
  }
}

const form = 'policy.conditionForm';

function checkOperator(reading: Reading, written: string, at: string): void {
  // Most operators stand as they are documented, and need not be taken apart.
  if (conditionOperators.some((documented) => documented === written)) return;
  const { base, qualifier, ifExists, oddCase } = operatorName(written);
  if (base === undefined) {
    const isNull = /(^|:)nullifexists$/i.test(written);
    refuse(reading, {
      name: 'operator',
      at,
      message: `${quote(written)} is not a condition operator`,
      because: 'policy.conditionOperators',
      help: isNull ? 'write `Null`, which asks for presence itself' : 'check its spelling',
      iamMessage: syntaxErrors,
    });
  } else if (oddCase) {
    const prefix = qualifier === null ? '' : `${qualifier}:`;
    const documented = quote(`${prefix}${base}${ifExists ? 'IfExists' : ''}`);
    doubt(reading, {
      name: 'operator-case',
      at,
      message: `the operator ${quote(written)} is documented as ${documented}`,
      because: 'policy.operatorCase',
      help: `write ${documented}`,
    });
  }
}

function checkValues(reading: Reading, value: unknown, at: string): void {
  for (const { value: member, at: place } of membersWithPlaces(value, at)) {
    if (isValue(member)) continue;
    wrongType(reading, member, place, 'a condition value is text, a number or a truth value', form);
  }
}

function isValue(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
