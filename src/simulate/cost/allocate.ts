import { at } from '../../base/invariant.js';
import type {
  CompiledPrices,
  CostAllocation,
  CostGroup,
  CostQuestion,
  CostShare,
  PriceTier,
  RepositoryCost,
  StoredRepository,
} from './types.js';

/**
 * Divides what storage costs by the values of one resource tag. A storage class is priced as a whole, tiers included,
 * and every repository bears as much of it as it stores; repositories without the tag stand apart.
 */
export function allocateCost(prices: CompiledPrices, question: CostQuestion): CostAllocation {
  const { repositories, by } = question;
  const months = monthsOf(question);
  const costs = costsOf(prices, repositories, months);
  const values = repositories.map(({ tags = [] }) => tags.find(({ Key }) => Key === by)?.Value);
  const members = new Map<string | undefined, RepositoryCost[]>([[undefined, []]]);
  values.forEach((value, index) => {
    const group = members.get(value) ?? [];
    members.set(value, group);
    group.push(at(costs, index));
  });
  return {
    by,
    asOf: prices.asOf,
    currency: prices.currency,
    months,
    groups: groupsOf(members),
    untagged: groupOf(members.get(undefined) ?? []),
    total: sumOf(costs),
  };
}

/** Longer than anybody plans; with it no product grows beyond what a double holds. */
const monthsMax = 1_000_000;

/** A span that is no number, or runs backwards, costs nothing. */
function monthsOf({ months = 1 }: CostQuestion): number {
  return months > 0 ? Math.min(months, monthsMax) : 0;
}

function costsOf(
  prices: CompiledPrices,
  repositories: readonly StoredRepository[],
  months: number,
): readonly RepositoryCost[] {
  const standard = repositories.map(({ standardBytes }) => wholeBytes(standardBytes));
  const archive = repositories.map(({ archiveBytes = 0 }) => wholeBytes(archiveBytes));
  const names = repositories.map(({ repositoryName }) => repositoryName);
  const price = (tiers: readonly PriceTier[], bytes: readonly number[]) => {
    const sum = bytes.reduce((total, more) => total + more, 0);
    return shareOut(microsOf(tieredPrice(tiers, (sum / prices.bytesPerGb) * months)), bytes, names);
  };
  const standardMicros = price(prices.standard, standard);
  const archiveMicros = price(prices.archive, archive);
  return names.map((repositoryName, index) => ({
    repositoryName,
    standardBytes: at(standard, index),
    archiveBytes: at(archive, index),
    standardMicros: at(standardMicros, index),
    archiveMicros: at(archiveMicros, index),
    amountMicros: at(standardMicros, index) + at(archiveMicros, index),
  }));
}

const microsPerUnit = 1_000_000;

/** An amount in whole millionths; beyond what a double counts exactly it stays at the bound. */
function microsOf(amount: number): number {
  return amount > 0 ? Math.min(Math.round(amount * microsPerUnit), Number.MAX_SAFE_INTEGER) : 0;
}

/** Bytes are whole, not negative, and no more than can be counted exactly; what is no number stores nothing. */
function wholeBytes(count: number): number {
  return count > 0 ? Math.min(Math.round(count), Number.MAX_SAFE_INTEGER) : 0;
}

/** What a quantity costs when each tier's price holds for the part that lies in it. */
function tieredPrice(tiers: readonly PriceTier[], gbMonths: number): number {
  let cost = 0;
  let from = 0;
  for (const { upToGbMonths = Number.POSITIVE_INFINITY, pricePerGbMonth } of tiers) {
    const inTier = Math.min(gbMonths, upToGbMonths) - from;
    if (inTier <= 0) break;
    cost += inTier * pricePerGbMonth;
    from = upToGbMonths;
  }
  return cost;
}

/**
 * Divides a whole amount in proportion to bytes so that the parts are whole and add up to it: everybody gets the part
 * rounded down, and what is left goes one by one to the largest fractions, among equals by name. The products exceed what
 * a double holds exactly, hence the big integers.
 */
function shareOut(
  amount: number,
  bytes: readonly number[],
  names: readonly string[],
): readonly number[] {
  const whole = bytes.map(BigInt);
  const sum = whole.reduce((total, count) => total + count, 0n);
  if (sum === 0n) return bytes.map(() => 0);
  const parts = whole.map((count) => Number((BigInt(amount) * count) / sum));
  const fractions = whole.map((count) => (BigInt(amount) * count) % sum);
  const left = amount - parts.reduce((total, part) => total + part, 0);
  const order = names
    .map((_, index) => index)
    .sort((a, b) => {
      const [x, y] = [at(fractions, a), at(fractions, b)];
      if (x !== y) return x > y ? -1 : 1;
      return at(names, a) < at(names, b) ? -1 : 1;
    });
  for (const index of order.slice(0, left)) parts[index] = at(parts, index) + 1;
  return parts;
}

function groupsOf(
  members: ReadonlyMap<string | undefined, readonly RepositoryCost[]>,
): readonly CostGroup[] {
  return [...members]
    .flatMap(([value, costs]) => (value === undefined ? [] : [{ value, ...groupOf(costs) }]))
    .sort((a, b) => b.amountMicros - a.amountMicros || (a.value < b.value ? -1 : 1));
}

function groupOf(costs: readonly RepositoryCost[]): Omit<CostGroup, 'value'> {
  const repositories = [...costs].sort(
    (a, b) => b.amountMicros - a.amountMicros || (a.repositoryName < b.repositoryName ? -1 : 1),
  );
  return { ...sumOf(costs), repositories };
}

function sumOf(costs: readonly CostShare[]): CostShare {
  const sum = { standardBytes: 0, archiveBytes: 0, standardMicros: 0, archiveMicros: 0 };
  for (const cost of costs) {
    sum.standardBytes += cost.standardBytes;
    sum.archiveBytes += cost.archiveBytes;
    sum.standardMicros += cost.standardMicros;
    sum.archiveMicros += cost.archiveMicros;
  }
  return { ...sum, amountMicros: sum.standardMicros + sum.archiveMicros };
}
