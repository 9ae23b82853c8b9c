import { endOfString } from './json-text.js';

/** Where a value stands in a text, by UTF-16 offsets; `end` is the first offset after it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is looked for at one step: the pointer, if it is wanted itself, and the steps that lead on. */
interface Wanted {
  pointer: string | undefined;
  readonly steps: Map<string, Wanted>;
}

/**
 * Where the values at these JSON pointers stand in a text that `JSON.parse` has taken. What is not asked for is skipped
 * unread, so a long text costs one fast pass. Pointers that lead nowhere are left out; of a key that stands twice the
 * last place counts, as the last value does.
 */
export function seekJson(text: string, pointers: Iterable<string>): ReadonlyMap<string, Span> {
  const found = new Map<string, Span>();
  const wanted = wantedOf(pointers);
  if (wanted.pointer === undefined && wanted.steps.size === 0) return found;
  seekValue(text, afterBlanks(text, text.charCodeAt(0) === 0xfeff ? 1 : 0), wanted, found);
  return found;
}

function wantedOf(pointers: Iterable<string>): Wanted {
  const root: Wanted = { pointer: undefined, steps: new Map() };
  for (const pointer of pointers) {
    let node = root;
    for (const step of pointer.split('/').slice(1)) {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      const next: Wanted = node.steps.get(key) ?? { pointer: undefined, steps: new Map() };
      node.steps.set(key, next);
      node = next;
    }
    node.pointer = pointer;
  }
  return root;
}

/** The end of the value that starts at `start`. It descends only along what is wanted. */
function seekValue(text: string, start: number, wanted: Wanted, found: Map<string, Span>): number {
  const open = text.charCodeAt(start);
  let end: number;
  if (wanted.steps.size === 0) end = endOfValue(text, start);
  else if (open === 0x7b) end = seekMembers(text, start, wanted, found);
  else if (open === 0x5b) end = seekItems(text, start, wanted, found);
  else end = endOfValue(text, start);
  if (wanted.pointer !== undefined) found.set(wanted.pointer, { start, end });
  return end;
}

function seekMembers(text: string, from: number, wanted: Wanted, found: Map<string, Span>): number {
  let at = afterBlanks(text, from + 1);
  while (at < text.length && text.charCodeAt(at) !== 0x7d) {
    const keyEnd = endOfString(text, at);
    const next = wanted.steps.get(keyAt(text, at, keyEnd));
    at = afterBlanks(text, afterBlanks(text, keyEnd + 1) + 1);
    if (next === undefined) at = endOfValue(text, at);
    else {
      forget(next, found);
      at = seekValue(text, at, next, found);
    }
    at = afterBlanks(text, at);
    if (text.charCodeAt(at) === 0x2c) at = afterBlanks(text, at + 1);
  }
  return at + 1;
}

function seekItems(text: string, from: number, wanted: Wanted, found: Map<string, Span>): number {
  let at = afterBlanks(text, from + 1);
  for (let index = 0; at < text.length && text.charCodeAt(at) !== 0x5d; index++) {
    const next = wanted.steps.get(String(index));
    at = next === undefined ? endOfValue(text, at) : seekValue(text, at, next, found);
    at = afterBlanks(text, at);
    if (text.charCodeAt(at) === 0x2c) at = afterBlanks(text, at + 1);
  }
  return at + 1;
}

/** A key that comes again replaces what stood under it before. */
function forget({ pointer, steps }: Wanted, found: Map<string, Span>): void {
  if (pointer !== undefined) found.delete(pointer);
  for (const step of steps.values()) forget(step, found);
}

function keyAt(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  if (!raw.includes('\\')) return raw;
  // The text was parsed before, so this piece of it is a string.
  return JSON.parse(text.slice(start, end + 1)) as string;
}

function endOfValue(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === 0x22) return endOfString(text, start) + 1;
  if (first !== 0x7b && first !== 0x5b) return endOfWord(text, start);
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) {
      i = endOfString(text, i);
    } else if (c === 0x7b || c === 0x5b) {
      depth += 1;
    } else if (c === 0x7d || c === 0x5d) {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return text.length;
}

/** The end of a number, true, false or null. */
function endOfWord(text: string, start: number): number {
  let i = start;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (c <= 0x20 || c === 0x2c || c === 0x7d || c === 0x5d) return i;
    i += 1;
  }
  return i;
}

function afterBlanks(text: string, from: number): number {
  let i = from;
  while (text.charCodeAt(i) <= 0x20) i += 1;
  return i;
}

/**
 * Where each character of a JSON string's value stands: the offset in the text of an offset in the value, for the
 * string whose opening quote is at `start`. An escape takes two or six characters.
 */
export function offsetsInString(text: string, start: number): (offset: number) => number {
  const end = endOfString(text, start);
  if (!text.slice(start + 1, end).includes('\\')) {
    return (offset) => Math.min(start + 1 + offset, end);
  }
  const starts: number[] = [];
  for (let i = start + 1; i < end; ) {
    starts.push(i);
    if (text.charCodeAt(i) !== 0x5c) i += 1;
    else i += text.charCodeAt(i + 1) === 0x75 ? 6 : 2;
  }
  return (offset) => starts[offset] ?? end;
}
