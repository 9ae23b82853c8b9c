import { at } from './invariant.js';

/** Distinct prefixes in ascending order, each with the longest other one that it starts with. Plain data. */
export interface PrefixIndex {
  readonly prefixes: readonly string[];
  /** Index of the next shorter prefix of the same line, or -1. */
  readonly parents: readonly number[];
}

/** Sorts prefixes so that those of a text are found by bisection. */
export function compilePrefixes(texts: Iterable<string>): PrefixIndex {
  // The order has to be that of `<`, which is the default of sort().
  const prefixes = [...new Set(texts)].sort();
  const open: number[] = [];
  const parents = prefixes.map((prefix, index) => {
    while (open.length > 0 && !prefix.startsWith(at(prefixes, at(open, open.length - 1)))) {
      open.pop();
    }
    const parent = open.at(-1) ?? -1;
    open.push(index);
    return parent;
  });
  return { prefixes, parents };
}

/**
 * Where a search for a text's prefixes begins: at the last prefix that does not sort after the text. All that the text
 * starts with are in this line of parents, or none is; the caller compares, since the line may begin with others.
 */
export function lineOf(index: PrefixIndex, text: string): number {
  let low = 0;
  let high = index.prefixes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(index.prefixes, middle) <= text) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** How many of a prefix's last characters a text lacks; 0 when the text starts with it. */
export function missOfPrefix(prefix: string, text: string): number {
  if (text.startsWith(prefix)) return 0;
  let common = 0;
  while (common < text.length && prefix[common] === text[common]) common += 1;
  return prefix.length - common;
}
