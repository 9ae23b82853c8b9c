import type { OneOrMany } from '../types.js';

/** One text or several; what is no text is left out. */
export function texts(value: OneOrMany<unknown> | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [];
  const list: readonly unknown[] = value;
  return list.filter((item) => typeof item === 'string');
}
