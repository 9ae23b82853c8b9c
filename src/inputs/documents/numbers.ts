import { isRecord } from '../../base/loose.js';

/**
 * A value with its numbers as texts: in YAML an account without quotes is a number, and CloudFormation passes it on as the
 * text that AWS asks for. A number too great to be exact stays as it is, since its digits are lost. The value must not be
 * nested too deeply.
 */
export function numbersAsText(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : value;
  if (Array.isArray(value)) return value.map(numbersAsText);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [key, numbersAsText(held)] as const),
  );
}
