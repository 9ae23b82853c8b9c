import { pointer } from '../../base/json-text.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { type Reading, refuse, syntaxErrors } from './findings.js';
import { sameButCase } from './values.js';

/** Reports every element that a block of the language does not have. */
export function checkElements(
  reading: Reading,
  block: Readonly<Record<string, unknown>>,
  at: string,
  known: readonly string[],
  because: FactId,
): void {
  for (const element of Object.keys(block)) {
    if (known.includes(element)) continue;
    const meant = sameButCase(known, element);
    refuse(reading, {
      name: 'unknown-element',
      at: pointer(at, element),
      message: `${quote(element)} is not an element of ${at === '' ? 'a policy' : 'a statement'}`,
      because,
      help: meant === undefined ? 'remove it, or check its spelling' : `write ${quote(meant)}`,
      iamMessage: syntaxErrors,
    });
  }
}
