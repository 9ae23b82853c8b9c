import { parseRange } from '../operators/ip.js';

/** Addresses in words of sixteen bits, and how many bits of them count. */
type AddressRange = NonNullable<ReturnType<typeof parseRange>>;

const wordBits = 16;
const wordMax = 0xffff;

/** The first address of a range; undefined when the text is none. */
export function firstOfRange(text: string): string | undefined {
  const range = parseRange(text);
  if (range === null || !text.includes('/')) return undefined;
  const words = range.words.map((word, index) => word & maskOf(range.prefix, index));
  return `${writtenAddress(words)}/${range.prefix}`;
}

/** Whether a text is a range that has bits behind its prefix. */
export function hasHostBits(text: string): boolean {
  const range = parseRange(text);
  if (range === null) return false;
  return range.words.some((word, index) => (word & ~maskOf(range.prefix, index) & wordMax) !== 0);
}

/** Whether one range lies in another; false when either is none. */
export function liesIn(inner: string, outer: string): boolean {
  const [one, other] = [parseRange(inner), parseRange(outer)];
  if (one === null || other === null) return false;
  return one.prefix >= other.prefix && sharesPrefix(one, other);
}

function sharesPrefix(one: AddressRange, other: AddressRange): boolean {
  if (one.words.length !== other.words.length) return false;
  return one.words.every((word, index) => {
    const mask = maskOf(other.prefix, index);
    return (word & mask) === ((other.words[index] ?? 0) & mask);
  });
}

/** The bits of a word that a prefix counts. */
function maskOf(prefix: number, index: number): number {
  const counted = Math.min(wordBits, Math.max(0, prefix - index * wordBits));
  return wordMax - (wordMax >> counted);
}

/** Two words are a version 4 address, eight a version 6 one, which is written without shortening. */
function writtenAddress(words: readonly number[]): string {
  if (words.length > 2) return words.map((word) => word.toString(16)).join(':');
  return words.flatMap((word) => [word >> 8, word & 0xff]).join('.');
}
