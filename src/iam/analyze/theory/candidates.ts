import { at } from '../../../base/invariant.js';
import type { IpRange } from '../../compiled.js';

/**
 * Numbers of which every cell between the given ones holds one: each itself, one between neighbours, one on either
 * side. Written so that the engine reads them back.
 */
export function numberCandidates(values: readonly number[]): readonly string[] {
  const sorted = ascending(values);
  const [first] = sorted;
  if (first === undefined) return ['1'];
  const last = at(sorted, sorted.length - 1);
  const between = sorted.slice(1).map((value, index) => (value + at(sorted, index)) / 2);
  const all = [...sorted, Math.floor(first) - 1, ...between, Math.ceil(last) + 1];
  return [...new Set(all.map(decimal))];
}

/** A number without an exponent, which no policy knows. */
function decimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20) : text;
}

/** The same for instants, in whole seconds, as AWS counts them. */
export function instantCandidates(valuesMs: readonly number[]): readonly string[] {
  const seconds = new Set<number>();
  for (const value of ascending(valuesMs)) {
    const second = Math.floor(value / 1000);
    for (const near of [second, second + 1, second - 1]) seconds.add(near);
  }
  if (seconds.size === 0) seconds.add(anyInstant);
  const isKnown = (second: number) => second >= firstInstant && second <= lastInstant;
  return [...seconds].filter(isKnown).map((second) => isoSecond(second));
}

function isoSecond(second: number): string {
  return new Date(second * 1000).toISOString().replace('.000Z', 'Z');
}

/** From the year 1 to the year 9999, which four digits can write; and an instant where none is asked for. */
const firstInstant = -62_135_596_800;
const lastInstant = 253_402_300_799;
const anyInstant = 1_767_225_600;

/** Addresses of which every cell between the given ranges holds one: where each begins, and what follows it. */
export function addressCandidates(ranges: readonly IpRange[]): readonly string[] {
  const found = new Set(['198.51.100.1', '203.0.113.1', '192.0.2.1']);
  for (const range of ranges) {
    const { words, prefix } = range;
    const bits = words.length * wordBits;
    const size = 1n << BigInt(bits - prefix);
    const start = (numberOfWords(words) / size) * size;
    for (const address of [start, start + size, 0n]) {
      if (address < 1n << BigInt(bits)) found.add(addressText(address, words.length));
    }
  }
  found.add('2001:db8:0:0:0:0:0:1');
  return [...found];
}

function numberOfWords(words: readonly number[]): bigint {
  return words.reduce((number, word) => (number << 16n) | BigInt(word), 0n);
}

function addressText(address: bigint, wordCount: number): string {
  const words = Array.from({ length: wordCount }, (_, index) =>
    Number((address >> BigInt(wordBits * (wordCount - 1 - index))) & 0xffffn),
  );
  if (wordCount > 2) return words.map((word) => word.toString(16)).join(':');
  return words.map((word) => `${word >> 8}.${word & 0xff}`).join('.');
}

const wordBits = 16;

/** Base-64 texts: each given one, and one that is none of them. */
export function bytesCandidates(texts: readonly string[]): readonly string[] {
  const other = ['AAAA', 'AAAB', 'AAAC', 'AAAD'].find((text) => !texts.includes(text));
  const longer = `${texts.reduce((one, two) => (one.length > two.length ? one : two), '')}AAAA`;
  return [...new Set([...texts, other ?? longer.replaceAll('=', 'A')])];
}

function ascending(values: readonly number[]): readonly number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
