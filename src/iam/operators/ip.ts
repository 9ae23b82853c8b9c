import type { AskedValue } from '../asked.js';
import type { IpRange } from '../compiled.js';

/** The address a value stands for, read once a request. */
export function addressOf(value: AskedValue): readonly number[] | null {
  if (value.address === undefined) value.address = parseAddress(value.text);
  return value.address;
}

/** IpAddress: inside one of the ranges. Neither version of the protocol holds addresses of the other. */
export function isInRanges(ranges: readonly IpRange[], address: readonly number[] | null): boolean {
  if (address === null) return false;
  for (const range of ranges) if (isInside(range, address)) return true;
  return false;
}

function isInside({ words, prefix }: IpRange, address: readonly number[]): boolean {
  if (words.length !== address.length) return false;
  for (let word = 0; word * wordBits < prefix; word++) {
    const counted = Math.min(wordBits, prefix - word * wordBits);
    const mask = wordMax - (wordMax >> counted);
    if ((((words[word] ?? 0) ^ (address[word] ?? 0)) & mask) !== 0) return false;
  }
  return true;
}

const wordBits = 16;
const wordMax = 0xffff;

/** `192.0.2.0/24`, `2001:db8::/32`; an address alone is a range of one. Bits behind the prefix do not count. */
export function parseRange(text: string): IpRange | null {
  const [address = '', prefix, ...rest] = text.split('/');
  const words = parseAddress(address);
  if (words === null || rest.length > 0) return null;
  const bits = words.length * wordBits;
  if (prefix === undefined) return { words, prefix: bits };
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits
    ? { words, prefix: Number(prefix) }
    : null;
}

/** An address in words of sixteen bits; `null` when the text is none. */
export function parseAddress(text: string): readonly number[] | null {
  return text.includes(':') ? parseVersion6(text) : parseVersion4(text);
}

function parseVersion4(text: string): readonly number[] | null {
  const found = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (found === null) return null;
  const [a = 0, b = 0, c = 0, d = 0] = found.slice(1).map(Number);
  return Math.max(a, b, c, d) > 255 ? null : [a * 256 + b, c * 256 + d];
}

/** Eight groups of four hexadecimal digits; `::` stands once for groups of zeros, and the last two may be a version 4. */
function parseVersion6(text: string): readonly number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [front, back] = halves.map((half, index) =>
    half === '' ? [] : groups(half, index === halves.length - 1),
  );
  if (front === undefined || front === null || back === null) return null;
  if (back === undefined) return front.length === 8 ? front : null;
  const zeros = 8 - front.length - back.length;
  return zeros < 1 ? null : [...front, ...Array.from({ length: zeros }, () => 0), ...back];
}

function groups(text: string, isEnd: boolean): readonly number[] | null {
  const words: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const embedded = isEnd && index === parts.length - 1 ? parseVersion4(part) : null;
    if (embedded !== null) words.push(...embedded);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) words.push(Number.parseInt(part, 16));
    else return null;
  }
  return words;
}
