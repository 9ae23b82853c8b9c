import { pointer } from '../../base/json-text.js';

/** A placeholder that a tool has yet to fill in, by its offsets in a text. */
export interface Placeholder {
  readonly start: number;
  readonly end: number;
  /** As it was written: `${account_id}`, `{{ region }}`. */
  readonly written: string;
}

/**
 * The placeholders of a text: `${…}` and `{{…}}`, apart from the variables that IAM itself fills in, such as
 * `${aws:username}`, `${ecr:ResourceTag/team, 'none'}` or `${*}`. The cost is linear.
 */
export function placeholdersIn(text: string): readonly Placeholder[] {
  const found: Placeholder[] = [];
  for (let at = nextOpening(text, 0); at !== -1; ) {
    const end = closingOf(text, at);
    if (end === -1) {
      at = nextOpening(text, at + 2);
      continue;
    }
    const written = text.slice(at, end);
    if (!isIamVariable(written)) found.push({ start: at, end, written });
    at = nextOpening(text, end);
  }
  return found;
}

function nextOpening(text: string, from: number): number {
  const dollar = text.indexOf('${', from);
  const braces = text.indexOf('{{', from);
  if (dollar === -1 || braces === -1) return Math.max(dollar, braces);
  return Math.min(dollar, braces);
}

/** Longest placeholder that is taken for one; beyond it the opening is text like any other. */
const lengthMax = 200;

/** The end of the placeholder that opens here, or -1. One in `${…}` may hold braces of its own, but no line break. */
function closingOf(text: string, at: number): number {
  const isDollar = text.charCodeAt(at) === 0x24;
  const last = Math.min(text.length, at + lengthMax);
  let depth = 0;
  for (let i = at + (isDollar ? 1 : 0); i < last; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x0a || c === 0x0d) return -1;
    if (c === 0x7b) depth += 1;
    if (c === 0x7d) {
      depth -= 1;
      if (depth === 0) return isDollar || text.charCodeAt(i - 1) === 0x7d ? i + 1 : -1;
    }
  }
  return -1;
}

/** A condition key with a service's prefix, with or without a default; or one of the three characters IAM can spell. */
const iamVariable = /^\$\{(?:[*?$]|[\w.-]+:(?!:)[^\s:${}"\\,]+(?:\s*,\s*'[^']*')?\s*)\}$/;

/** Sources of the Serverless Framework's variables, which are written like the prefix of a key. */
const otherSource = /^\$\{(?:self|opt|env|param|sls|cf|file|custom):/;

function isIamVariable(written: string): boolean {
  return iamVariable.test(written) && !otherSource.test(written);
}

/** A text whose placeholders are covered, character by character, so that it can be parsed and every offset stays. */
export interface MaskedText {
  readonly text: string;
  /** What is covered, in the order of the text. */
  readonly covered: readonly Placeholder[];
}

/**
 * Covers placeholders until a text is JSON: first those that stand where a value belongs, then also those in strings,
 * which may hold quotes. Undefined when that does not help.
 */
export function maskedJson(
  text: string,
  parse: (text: string) => unknown,
): (MaskedText & { readonly value: unknown }) | undefined {
  const placed = quotedOrNot(text);
  const bare = placed.filter(({ isQuoted }) => !isQuoted);
  for (const chosen of [bare, placed]) {
    if (chosen.length === 0) continue;
    const masked = covered(text, chosen);
    const value = parse(masked.text);
    if (value !== undefined) return { ...masked, value };
  }
  return undefined;
}

type Placed = Placeholder & { readonly isQuoted: boolean };

function quotedOrNot(text: string): readonly Placed[] {
  let isQuoted = false;
  let at = 0;
  return placeholdersIn(text).map((placeholder) => {
    isQuoted = isQuotedAt(text, at, placeholder.start, isQuoted);
    at = placeholder.end;
    return { ...placeholder, isQuoted };
  });
}

/** Letters of the private use area, which no document of a person holds; a cover begins with the first of them. */
const [firstLetter, letter] = ['\ue000', '\ue001'];

function covered(text: string, chosen: readonly Placed[]): MaskedText {
  const pieces: string[] = [];
  let taken = 0;
  for (const { start, end, isQuoted } of chosen) {
    const length = end - start;
    const cover = isQuoted
      ? firstLetter + letter.repeat(length - 1)
      : `"${firstLetter}${letter.repeat(length - 3)}"`;
    pieces.push(text.slice(taken, start), cover);
    taken = end;
  }
  return { text: pieces.join('') + text.slice(taken), covered: chosen };
}

/** Whether a place lies in a string of JSON, from what is known of an earlier place. Strings never leave their line. */
function isQuotedAt(text: string, from: number, to: number, before: boolean): boolean {
  let quoted = before;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x5c && quoted) i += 1;
    else if (c === 0x22) quoted = !quoted;
    else if (c === 0x0a) quoted = false;
  }
  return quoted;
}

/** The value of a masked text with its placeholders as they were written; they come in the order of the text. */
export function uncovered(value: unknown, { covered }: MaskedText): unknown {
  let next = 0;
  const visit = (member: unknown): unknown => {
    if (typeof member === 'string') {
      return member.replace(/\ue000\ue001*/g, (cover) => covered[next++]?.written ?? cover);
    }
    if (Array.isArray(member)) return member.map(visit);
    if (typeof member !== 'object' || member === null) return member;
    return Object.fromEntries(
      Object.entries(member).map(([key, inner]) => [String(visit(key)), visit(inner)]),
    );
  };
  return visit(value);
}

/** A placeholder in a text of a value, by the text's JSON pointer. */
export interface OpenText {
  readonly at: string;
  readonly written: string;
}

/** The placeholders in the texts of a value. */
export function openTexts(value: unknown): readonly OpenText[] {
  const found: OpenText[] = [];
  const visit = (member: unknown, at: string) => {
    if (typeof member === 'string') {
      for (const { written } of placeholdersIn(member)) found.push({ at, written });
    } else if (typeof member === 'object' && member !== null) {
      for (const [key, inner] of Object.entries(member)) {
        // A key that is yet to be filled in leaves the whole object open.
        for (const { written } of placeholdersIn(key)) found.push({ at, written });
        visit(inner, pointer(at, key));
      }
    }
  };
  visit(value, '');
  return found;
}
