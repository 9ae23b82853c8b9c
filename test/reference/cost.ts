import type { PriceTier, StoragePrices, StoredRepository } from '../../src/simulate/index.js';

/**
 * The cost of storage by a tag, naively and in fractions. Shares no code with the library.
 *
 * Each class costs what its tiers say of all bytes together. A repository bears the part of it that its bytes are of all
 * bytes. What carries a value of the tag is added up for the value; `undefined` stands for repositories without the tag.
 */
export function referenceCost(
  prices: StoragePrices,
  repositories: readonly StoredRepository[],
  by: string,
): ReadonlyMap<string | undefined, number> {
  const gb = 2 ** 30;
  const allStandard = repositories.reduce((sum, { standardBytes }) => sum + standardBytes, 0);
  const allArchive = repositories.reduce((sum, { archiveBytes }) => sum + (archiveBytes ?? 0), 0);
  const result = new Map<string | undefined, number>();
  for (const { tags = [], standardBytes, archiveBytes = 0 } of repositories) {
    const standard =
      allStandard === 0
        ? 0
        : (costOfTiers(prices.standard, allStandard / gb) * standardBytes) / allStandard;
    const archive =
      allArchive === 0
        ? 0
        : (costOfTiers(prices.archive, allArchive / gb) * archiveBytes) / allArchive;
    const value = tags.find(({ Key }) => Key === by)?.Value;
    result.set(value, (result.get(value) ?? 0) + standard + archive);
  }
  return result;
}

function costOfTiers(tiers: readonly PriceTier[], quantity: number): number {
  const starts = [0, ...tiers.map(({ upToGbMonths }) => upToGbMonths ?? Infinity)];
  return tiers
    .map(({ pricePerGbMonth }, i) => {
      const inTier = Math.min(quantity, starts[i + 1] ?? Infinity) - (starts[i] ?? 0);
      return Math.max(0, inTier) * pricePerGbMonth;
    })
    .reduce((sum, cost) => sum + cost, 0);
}
