import { pointer } from '../../base/json-text.js';
import { quote } from '../../base/quote.js';
import { conditionOperators } from '../../facts/policy.js';
import { doubt, type Reading, refuse, syntaxErrors } from './findings.js';
import { isBlock, sameButCase, wrongType } from './values.js';

/** Checks that a condition is operators of keys of values, and that the operators exist. */
export function checkConditions(reading: Reading, conditions: unknown, at: string): void {
  if (!isBlock(conditions)) {
    wrongType(reading, conditions, at, 'a condition is an object of operators', form);
    return;
  }
  for (const [operator, keys] of Object.entries(conditions)) {
    const place = pointer(at, operator);
    checkOperator(reading, operator, place);
    if (!isBlock(keys)) {
      const expected = `under ${quote(operator)} stands an object of condition keys`;
      wrongType(reading, keys, place, expected, form);
      continue;
    }
    for (const [key, value] of Object.entries(keys)) {
      checkValues(reading, value, pointer(place, key));
    }
  }
}

const form = 'policy.conditionForm';

function checkOperator(reading: Reading, written: string, at: string): void {
  const [, qualifier = '', base = '', ifExists = ''] =
    /^(ForAllValues:|ForAnyValue:)?(.*?)(IfExists)?$/is.exec(written) ?? [];
  const known = sameButCase(conditionOperators, base);
  if (known === undefined || (known === 'Null' && ifExists !== '')) {
    refuse(reading, {
      name: 'operator',
      at,
      message: `${quote(written)} is not a condition operator`,
      because: 'policy.conditionOperators',
      help:
        known === undefined ? 'check its spelling' : 'write `Null`, which asks for presence itself',
      iamMessage: syntaxErrors,
    });
    return;
  }
  const spelled = `${canonical(qualifier)}${known}${ifExists === '' ? '' : 'IfExists'}`;
  if (spelled === written) return;
  doubt(reading, {
    name: 'operator-case',
    at,
    message: `the operator ${quote(written)} is documented as ${quote(spelled)}`,
    because: 'policy.operatorCase',
    help: `write ${quote(spelled)}`,
  });
}

function canonical(qualifier: string): string {
  return sameButCase(['ForAllValues:', 'ForAnyValue:'], qualifier) ?? '';
}

function checkValues(reading: Reading, value: unknown, at: string): void {
  const members: unknown[] = Array.isArray(value) ? value : [value];
  members.forEach((member, index) => {
    if (['string', 'number', 'boolean'].includes(typeof member)) return;
    const place = Array.isArray(value) ? pointer(at, index) : at;
    wrongType(reading, member, place, 'a condition value is text, a number or a truth value', form);
  });
}
