import { bytesPerGb } from '../../facts/cost.js';
import type { CompiledPrices, CostReadings, StoragePrices } from './types.js';

/** Binds prices and the reading of a gigabyte into what `allocateCost` runs. */
export function compileStoragePrices(
  prices: StoragePrices,
  { readings = {} }: { readonly readings?: CostReadings | undefined } = {},
): CompiledPrices {
  const { asOf, currency, standard, archive } = prices;
  return {
    asOf,
    currency,
    standard,
    archive,
    bytesPerGb: bytesPerGb[readings.gigabyte ?? 'binary'],
  };
}
