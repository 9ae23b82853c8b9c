/** A set of candidates: a bit each, thirty in a number. With more, the numbers would no longer be small integers. */
export type Bits = readonly number[];

/** A set for so many, without any yet. */
export function noBits(count: number): number[] {
  return new Array<number>(Math.ceil(count / bitsPerNumber)).fill(0);
}

export function setBit(bits: number[], bit: number): void {
  const word = Math.floor(bit / bitsPerNumber);
  bits[word] = (bits[word] ?? 0) | (1 << (bit % bitsPerNumber));
}

export function hasBit(bits: Bits, bit: number): boolean {
  return ((bits[Math.floor(bit / bitsPerNumber)] ?? 0) & (1 << (bit % bitsPerNumber))) !== 0;
}

/** Whether two sets have anything in common. */
export function haveCommonBit(one: Bits, other: Bits): boolean {
  for (let word = 0; word < one.length; word++) {
    if (((one[word] ?? 0) & (other[word] ?? 0)) !== 0) return true;
  }
  return false;
}

/** What two sets have in common. */
export function commonBits(one: Bits, other: Bits): Bits {
  return one.map((word, place) => word & (other[place] ?? 0));
}

/** All of so many that a set does not have. */
export function otherBits(bits: Bits, count: number): number[] {
  return noBits(count).map((_, word) => {
    const size = Math.min(count - word * bitsPerNumber, bitsPerNumber);
    return ~(bits[word] ?? 0) & ((1 << size) - 1);
  });
}

const bitsPerNumber = 30;
