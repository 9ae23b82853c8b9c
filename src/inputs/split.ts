/** A stretch of text that is one JSON document, or that is none although it stands where one should. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** Absent when the stretch is not JSON. */
  readonly parsed?: { readonly value: unknown } | undefined;
}

/**
 * Cuts a text that holds several JSON documents one after another: pages, or one document a line. Commas between them
 * do not matter. A broken document ends where a line begins with the next one, or where `startsPage` recognises one.
 * The cost is bounded by a multiple of the text's length, whatever stands in it.
 */
export function splitDocuments(text: string, startsPage: (at: number) => boolean): Piece[] {
  const pieces: Piece[] = [];
  const regions = [{ from: 0, to: text.length }];
  let budget = text.length * 8;
  for (let region = regions.pop(); region !== undefined; region = regions.pop()) {
    budget -= region.to - region.from;
    const { found, again } = stretches(text, region, startsPage, budget > 0);
    if (again !== undefined) regions.push({ from: again, to: region.to });
    for (const { start, end, mayParse } of found) {
      // A failed attempt costs far more than the look that spares it.
      const parsed = mayParse ? parsedJson(text.slice(start, end)) : undefined;
      // Brackets of several broken lines can add up to one stretch that hides good ones.
      const inner =
        mayParse && parsed === undefined && budget > 0 ? lineOpening(text, start + 1, end) : -1;
      if (inner === -1) pieces.push({ start, end, parsed });
      else {
        pieces.push({ start, end: inner });
        regions.push({ from: inner, to: end });
      }
    }
  }
  return merged(
    text,
    pieces.sort((a, b) => a.start - b.start),
  );
}

/** Stretches that are no JSON and touch each other within a line are one. */
function merged(text: string, pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    const joins = last?.end === piece.start && !beginsLine(text, piece.start);
    if (last !== undefined && joins && !last.parsed && !piece.parsed) {
      result[result.length - 1] = { start: last.start, end: piece.end };
    } else result.push(piece);
  }
  return result;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Stretch extends Span {
  /** False for what cannot be JSON: an open end, or a beginning that no value has. */
  readonly mayParse: boolean;
}

function parsedJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/**
 * The documents of a region by their brackets, and what stands between them. `again` is where to look anew, because
 * brackets of a broken document were paired with those of documents behind it.
 */
function stretches(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
  startsPage: (at: number) => boolean,
  mayLookAgain: boolean,
): { readonly found: Stretch[]; readonly again?: number } {
  const { closed, unclosed } = brackets(text, from, to);
  const found: Stretch[] = [];
  let next = 0;
  let open = 0;
  for (let at = afterSeparators(text, from, to); at < to; at = afterSeparators(text, at, to)) {
    while (next < closed.length && (closed[next]?.start ?? to) < at) next += 1;
    while (open < unclosed.length && (unclosed[open] ?? to) <= at) open += 1;
    const document = closed[next];
    if (document?.start === at) {
      found.push({ ...document, mayParse: true });
      at = document.end;
    } else if (!isOpening(text, at)) {
      const opening = Math.min(document?.start ?? to, unclosed[open] ?? to);
      const end = Math.min(endOfLine(text, at, to), opening);
      found.push({ start: at, end, mayParse: beginsScalar(text, at) });
      at = end;
    } else {
      const { end, hidden } = brokenEnd(next, open);
      found.push({ start: at, end, mayParse: false });
      if (hidden) return { found, again: end };
      at = end;
    }
  }
  return { found };

  /** Where a document without an end is given up: at the next bracket that plausibly opens another. */
  function brokenEnd(firstClosed: number, firstOpen: number): { end: number; hidden: boolean } {
    let [c, o] = [firstClosed, firstOpen];
    for (;;) {
      const pair = closed[c];
      const candidate = Math.min(pair?.start ?? to, unclosed[o] ?? to);
      if (candidate >= to) return { end: to, hidden: false };
      if (beginsLine(text, candidate) || startsPage(candidate)) {
        return { end: candidate, hidden: false };
      }
      if (pair?.start === candidate) {
        const inside = mayLookAgain ? lineOpening(text, candidate, pair.end) : -1;
        if (inside !== -1) return { end: inside, hidden: true };
        c += 1;
      } else o += 1;
    }
  }
}

/**
 * The outermost pairs of brackets, and the brackets that nothing closes, both in order. A string ends with its line, as
 * in JSON, so that a missing quote spoils one line only.
 */
function brackets(text: string, from: number, to: number) {
  const starts: number[] = [];
  const ends: number[] = [];
  const unclosed: number[] = [];
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) {
      i = endOfStringInLine(text, i, to);
    } else if (c === 0x7b || c === 0x5b) {
      unclosed.push(i);
    } else if (c === 0x7d || c === 0x5d) {
      const start = unclosed.pop();
      if (start === undefined) continue;
      while ((starts.at(-1) ?? -1) > start) {
        starts.pop();
        ends.pop();
      }
      starts.push(start);
      ends.push(i + 1);
    }
  }
  const closed = starts.map((start, index): Span => ({ start, end: ends[index] ?? to }));
  return { closed, unclosed };
}

function endOfStringInLine(text: string, start: number, to: number): number {
  for (let i = start + 1; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22 || c === 0x0a) return i;
    if (c === 0x5c && text.charCodeAt(i + 1) !== 0x0a) i += 1;
  }
  return to;
}

/** Skips blanks, commas, byte-order marks and the record separator of JSON text sequences. */
function afterSeparators(text: string, from: number, to: number): number {
  let i = from;
  while (i < to && isSeparator(text.charCodeAt(i))) i += 1;
  return i;
}

function isSeparator(c: number): boolean {
  return c <= 0x20 ? isBlank(c) || c === 0x1e : c === 0x2c || c === 0xfeff;
}

function isBlank(c: number): boolean {
  return c === 0x20 || (c >= 0x09 && c <= 0x0d && c !== 0x0b && c !== 0x0c);
}

function isOpening(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return c === 0x7b || c === 0x5b;
}

/** Whether a string, a number, true, false or null may stand here. */
function beginsScalar(text: string, at: number): boolean {
  return /["0-9tfn-]/.test(text.charAt(at));
}

function beginsLine(text: string, at: number): boolean {
  return at === 0 || text.charCodeAt(at - 1) === 0x0a;
}

/** The first bracket at the beginning of a line that opens a value, or -1. */
function lineOpening(text: string, from: number, to: number): number {
  for (let i = text.indexOf('\n', from); i !== -1 && i + 1 < to; i = text.indexOf('\n', i + 1)) {
    if (isOpening(text, i + 1)) return i + 1;
  }
  return -1;
}

function endOfLine(text: string, at: number, to: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 || end > to ? to : end;
}
