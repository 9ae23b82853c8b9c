import { capped, type Diagnostic } from '../../base/diagnostic.js';
import { readDocument } from '../../base/document.js';
import { pointer } from '../../base/json-text.js';
import { quote } from '../../base/quote.js';
import { type Result, unlessRefused } from '../../base/result.js';
import { shapeDiagnostics } from '../../base/shape.js';
import type { FactId } from '../../facts/ledger/index.js';
import { factOfLimit, validateStoragePrices } from '../../generated/validators/storage-prices.js';
import type { StoragePrices } from './types.js';

const voice = {
  domain: 'cost',
  factOfLimit,
  otherwise: 'cost.pricesAreGiven' satisfies FactId,
};

/**
 * Reads prices from a value or from JSON text. Tiers follow one another, each ending above the one before, and only the
 * last has no end. Every problem is reported at once.
 */
export function parseStoragePrices(input: unknown): Result<StoragePrices> {
  const document = readDocument(input, voice);
  if (!document.ok) return document;
  const { value, place } = document.value;
  const shape = shapeDiagnostics(validateStoragePrices, value, voice);
  // Meaning is asked of a sound shape only.
  const prices = value as StoragePrices;
  const meaning =
    shape.length > 0
      ? []
      : [
          ...dayProblems(prices.asOf),
          ...tierProblems(prices, 'standard'),
          ...tierProblems(prices, 'archive'),
        ];
  const found = [...document.diagnostics, ...place([...shape, ...meaning])];
  return unlessRefused(prices, capped(voice.domain, found));
}

/** A day that no calendar has. */
function dayProblems(asOf: string): readonly Diagnostic[] {
  const ms = Date.parse(`${asOf}T00:00:00Z`);
  if (!Number.isNaN(ms) && new Date(ms).toISOString().startsWith(asOf)) return [];
  return [
    problem('day', `${quote(asOf)} is no day of the calendar`, '/asOf', 'cost.priceDayPattern'),
  ];
}

function tierProblems(prices: StoragePrices, name: 'standard' | 'archive'): readonly Diagnostic[] {
  const tiers = prices[name];
  return tiers.flatMap(({ upToGbMonths: end }, index) => {
    const at = pointer(pointer('', name), index);
    const last = index === tiers.length - 1;
    if (last && end !== undefined) {
      const message = `the last tier ends at ${end}, and what is stored above has no price`;
      return [problem('tier-closed', message, at, 'cost.pricesAreGiven')];
    }
    if (!last && end === undefined) {
      const message = 'a tier without an end stands before others, which are never reached';
      return [problem('tier-open', message, at, 'cost.pricesAreGiven')];
    }
    const before = tiers[index - 1]?.upToGbMonths ?? 0;
    if (end === undefined || end > before) return [];
    const message = `a tier ends at ${end}, and it starts at ${before}`;
    return [problem('tier-order', message, at, 'cost.pricesAreGiven')];
  });
}

function problem(name: string, message: string, at: string, because: FactId): Diagnostic {
  const help =
    name === 'day'
      ? 'write the day you took the prices from the list'
      : 'let every tier but the last end, each above the one before';
  return { code: `cost/${name}`, severity: 'error', message, at, because: [because], help };
}
