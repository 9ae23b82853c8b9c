import type { AskedValue } from '../asked.js';
import type { ConditionTest, Relation } from '../compiled.js';
import { isNumber } from './relation.js';

/** Numeric operators: whole numbers or decimals, on both sides. What is none equals nothing. */
export function numberTest(
  values: readonly string[],
  relation: Relation,
): Extract<ConditionTest, { family: 'number' | 'date' }> {
  return { family: 'number', relation, values: values.map(parseNumber).filter(isNumber) };
}

/** The number a value stands for, read once a request. */
export function numberOf(value: AskedValue): number | null {
  value.number ??= parseNumber(value.text);
  return value.number;
}

function parseNumber(text: string): number | null {
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : null;
}
