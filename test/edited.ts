import { applyEdits, modify } from 'jsonc-parser';
import type { Fix } from '../src/base/diagnostic.js';

/**
 * A document after fixes; those further down are applied first, so that the pointers of the others stay right. The text
 * is indented because on one line jsonc-parser cuts the last element of a list a character short.
 */
export function edited(document: unknown, fixes: readonly Fix[]): unknown {
  const edits = fixes.flatMap(({ edits: ofOne }) => ofOne);
  const text = edits
    .toReversed()
    .reduce(
      (before, { at, value }) => applyEdits(before, modify(before, pathOf(at), value, {})),
      JSON.stringify(document, null, 2),
    );
  return JSON.parse(text);
}

function pathOf(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
