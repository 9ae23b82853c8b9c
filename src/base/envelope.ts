import type { Diagnostic } from './diagnostic.js';
import { pointer } from './json-text.js';
import { property } from './loose.js';
import { respell, type Spellings } from './respell.js';

/** A document that may stand inside what an AWS command prints, in the library's spelling. */
export interface Opened {
  readonly value: unknown;
  /** The findings about the value, placed in the whole. */
  readonly within: (diagnostics: readonly Diagnostic[]) => readonly Diagnostic[];
}

/** Takes a document out of the first of these properties that holds one, or as it is, and respells its keys. */
export function opened(whole: unknown, keys: readonly string[], spellings: Spellings): Opened {
  const key = keys.find((name) => property(whole, name) !== undefined);
  const start = key === undefined ? '' : pointer('', key);
  const { value, origin } = respell(key === undefined ? whole : property(whole, key), spellings);
  return {
    value,
    within: (found) =>
      found.map((diagnostic) => ({ ...diagnostic, at: `${start}${origin(diagnostic.at)}` })),
  };
}
