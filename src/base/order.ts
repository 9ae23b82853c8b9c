/** Compares two texts by their UTF-16 units: the same everywhere, unlike a locale's order. */
export function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * The k-th largest of the first `length` values, `k` from 1. Linear for every input: each round cuts the range that
 * still holds the answer into 2,048 parts and keeps one. The values kept are moved to the front of `values`.
 */
export function nthLargest(values: Float64Array, length: number, k: number): number {
  let left = length;
  let rank = k;
  for (;;) {
    const { min, max } = bounds(values, left);
    if (min === max) return min;
    const scale = (partCount - 1) / (max - min);
    // A range too wide or too narrow for a number leaves no scale to cut it by.
    const isCuttable = scale > 0 && scale < Number.POSITIVE_INFINITY;
    if (left <= smallEnough || !isCuttable) {
      return values.subarray(0, left).sort()[left - rank] as number;
    }
    const counts = new Uint32Array(partCount);
    for (let i = 0; i < left; i++) {
      const part = Math.floor(((values[i] as number) - min) * scale);
      counts[part] = (counts[part] as number) + 1;
    }
    let part = partCount - 1;
    while ((counts[part] as number) < rank) {
      rank -= counts[part] as number;
      part -= 1;
    }
    let kept = 0;
    for (let i = 0; i < left; i++) {
      const value = values[i] as number;
      if (Math.floor((value - min) * scale) === part) {
        values[kept] = value;
        kept += 1;
      }
    }
    left = kept;
  }
}

const smallEnough = 64;
const partCount = 2048;

function bounds(values: Float64Array, length: number): { min: number; max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

/**
 * Indexes of numbers in ascending order, equals in the order they came. Whole numbers within reach of each other, as
 * instants are, take a radix sort, eight or twelve bits a pass; all others are compared.
 */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const { length } = values;
  const { min, max } = bounds(values, length);
  if (!(max - min <= Number.MAX_SAFE_INTEGER) || !areWhole(values)) return comparedOrder(values);
  let order = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  let next = new Uint32Array(length);
  const digits = new Uint16Array(length);
  // A pass costs its digits as well as its values: few values are better off with more passes of fewer digits.
  const radix = length < manyValues ? 1 << 8 : 1 << 12;
  for (let unit = 1; unit <= max - min; unit *= radix) {
    const perUnit = 1 / unit; // exact, since a unit is a power of two
    const starts = new Uint32Array(radix + 1);
    for (let i = 0; i < length; i++) {
      // `>>>` cuts the fraction off and takes the rest modulo 2^32, so the digit is exact however large it is.
      const digit = ((((values[i] as number) - min) * perUnit) >>> 0) & (radix - 1);
      digits[i] = digit;
      starts[digit + 1] = (starts[digit + 1] as number) + 1;
    }
    for (let d = 1; d < radix; d++) starts[d] = (starts[d] as number) + (starts[d - 1] as number);
    for (let i = 0; i < length; i++) {
      const index = order[i] as number;
      const digit = digits[index] as number;
      const place = starts[digit] as number;
      next[place] = index;
      starts[digit] = place + 1;
    }
    [order, next] = [next, order];
  }
  return order;
}

const manyValues = 2048;

function areWhole(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isInteger(values[i])) return false;
  return true;
}

function comparedOrder(values: Float64Array): Uint32Array {
  return Uint32Array.from(values, (_, i) => i).sort((a, b) => {
    const [left, right] = [values[a] as number, values[b] as number];
    return left < right ? -1 : Number(left > right);
  });
}
