import type { OneOrMany } from '../types.js';

/** One text or several; what is no text is left out. */
export function texts(value: OneOrMany<unknown> | undefined): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string');
}
