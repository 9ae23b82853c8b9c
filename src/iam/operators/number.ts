import type { AskedValue } from '../asked.js';

/** The number a value stands for, read once a request. */
export function numberOf(value: AskedValue): number | null {
  value.number ??= parseNumber(value.text);
  return value.number;
}

/** Numeric operators: whole numbers or decimals, on both sides. What is none equals nothing. */
export function parseNumber(text: string): number | null {
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : null;
}
