/**
 * Where the characters of a scalar's value stand in its source, quotes and block header included: the offset in the
 * source of an offset in the value. `type` is the style as the yaml package names it.
 */
export function offsetsInScalar(
  source: string,
  type: string,
  value: string,
): (offset: number) => number {
  const offsets = offsetsOf(source, type, value);
  return (offset) => offsets[offset] ?? source.length;
}

function offsetsOf(source: string, type: string, value: string): readonly number[] {
  switch (type) {
    case 'BLOCK_LITERAL':
      return literalOffsets(source, value);
    case 'BLOCK_FOLDED':
      return foldedOffsets(source, value, blockStart(source), plainLength);
    case 'QUOTE_DOUBLE':
      return foldedOffsets(source, value, flowStart(1), escapeLength);
    case 'QUOTE_SINGLE':
      return foldedOffsets(source, value, flowStart(1), quoteLength);
    default:
      return foldedOffsets(source, value, flowStart(0), plainLength);
  }
}

/** Line by line: each of the value's is the end of one of the source's. */
function literalOffsets(source: string, value: string): readonly number[] {
  const offsets: number[] = [];
  let lineStart = source.indexOf('\n') + 1;
  for (const line of value.split('\n')) {
    const feed = source.indexOf('\n', lineStart);
    const lineEnd = feed === -1 ? source.length : feed;
    const textEnd = source.charCodeAt(lineEnd - 1) === 0x0d ? lineEnd - 1 : lineEnd;
    const textStart = Math.max(lineStart, textEnd - line.length);
    for (let i = 0; i < line.length; i++) offsets.push(textStart + i);
    offsets.push(textEnd);
    lineStart = lineEnd + 1;
  }
  // The break behind the last line belongs to no line of the value.
  offsets.pop();
  const end = offsets.at(-1);
  if (end !== undefined) offsets.push(end + 1);
  return offsets;
}

/** Where the text of a block begins, and how far its lines are indented. */
function blockStart(source: string): Start {
  const from = source.indexOf('\n') + 1;
  let firstText = from;
  while (isBlank(source.charCodeAt(firstText))) firstText += 1;
  const lineStart = source.lastIndexOf('\n', firstText - 1) + 1;
  const indent = Math.max(0, firstText - lineStart);
  return { from: afterIndent(source, from, indent), indent };
}

interface Start {
  readonly from: number;
  /** Blanks at the beginning of each line that are no part of the value. */
  readonly indent: number;
}

/** In the flow styles no blank at the beginning of a line is part of the value. */
const flowStart = (from: number): Start => ({ from, indent: Number.POSITIVE_INFINITY });

/** How many characters of the source make the next of the value. */
type LengthAt = (source: string, at: number) => number;

const plainLength: LengthAt = () => 1;
const quoteLength: LengthAt = (source, at) => (source.startsWith("''", at) ? 2 : 1);
const escapeLength: LengthAt = (source, at) => {
  if (source.charCodeAt(at) !== 0x5c) return 1;
  switch (source.charAt(at + 1)) {
    case 'x':
      return 4;
    case 'u':
      return 6;
    case 'U':
      return 10;
    default:
      return 2;
  }
};

/**
 * Character by character. Where lines are folded a blank or a break of the value stands for the breaks and the
 * indentation of the source.
 */
function foldedOffsets(
  source: string,
  value: string,
  { from, indent }: Start,
  lengthAt: LengthAt,
): readonly number[] {
  const offsets: number[] = [];
  const isBreakAhead = breaksIn(source);
  let at = from;
  for (let i = 0; i < value.length; i++) {
    at = afterJoin(source, at);
    const isFold = isBreakAhead(at) && isBlank(value.charCodeAt(i));
    if (isFold) {
      offsets.push(at);
      // Several breaks of the value may come from one run of blank lines.
      if (!isBlank(value.charCodeAt(i + 1))) at = afterBlanks(source, at);
      else at = afterIndent(source, afterBreak(source, at), indent);
      continue;
    }
    if (!isBlank(value.charCodeAt(i)) && isBreakAhead(at)) at = afterBlanks(source, at);
    offsets.push(at);
    const length = lengthAt(source, at);
    // An eight-digit escape may make two UTF-16 units of the value.
    if (length === 10 && isHighSurrogate(value.charCodeAt(i))) {
      offsets.push(at);
      i += 1;
    }
    at += length;
  }
  offsets.push(at);
  return offsets;
}

/** Behind a break that a double-quoted text escapes, which leaves nothing in the value. */
function afterJoin(source: string, from: number): number {
  let at = from;
  while (source.charCodeAt(at) === 0x5c && isBreak(source.charCodeAt(at + 1))) {
    at = afterBlanks(source, at + 1);
  }
  return at;
}

/** Tells whether only blanks stand between a place and the end of its line; a run of blanks is walked once. */
function breaksIn(source: string): (at: number) => boolean {
  let [runStart, runEnd] = [0, -1];
  return (at) => {
    if (at < runStart || at > runEnd) {
      runStart = at;
      runEnd = at;
      while (source.charCodeAt(runEnd) === 0x20 || source.charCodeAt(runEnd) === 0x09) runEnd += 1;
    }
    return isBreak(source.charCodeAt(runEnd));
  };
}

function afterIndent(source: string, from: number, indent: number): number {
  let at = from;
  while (at - from < indent && (source.charCodeAt(at) === 0x20 || source.charCodeAt(at) === 0x09)) {
    at += 1;
  }
  return at;
}

function afterBreak(source: string, from: number): number {
  const feed = source.indexOf('\n', from);
  return feed === -1 ? source.length : feed + 1;
}

function afterBlanks(source: string, from: number): number {
  let at = from;
  while (isBlank(source.charCodeAt(at))) at += 1;
  return at;
}

function isBreak(c: number): boolean {
  return c === 0x0a || c === 0x0d;
}

function isBlank(c: number): boolean {
  return c === 0x20 || c === 0x09 || isBreak(c);
}

function isHighSurrogate(c: number): boolean {
  return c >= 0xd800 && c <= 0xdbff;
}
