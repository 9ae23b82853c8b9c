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

function isIamVariable(written: string): boolean {
  return iamVariable.test(written);
}

/**
 * A text in which placeholders that stand where a JSON value belongs are strings of the same length, so that the text
 * can be parsed and every offset stays. Undefined when there is nothing to replace.
 */
export function withMasks(text: string): string | undefined {
  const pieces: string[] = [];
  let isQuoted = false;
  let taken = 0;
  let at = 0;
  for (const { start, end } of placeholdersIn(text)) {
    isQuoted = isQuotedAt(text, at, start, isQuoted);
    at = end;
    if (isQuoted) continue;
    pieces.push(text.slice(taken, start), `"${maskLetter.repeat(end - start - 2)}"`);
    taken = end;
  }
  return pieces.length === 0 ? undefined : pieces.join('') + text.slice(taken);
}

/** A letter of the private use area, which no document of a person holds. */
const maskLetter = '\ue000';

/** Whether a value is what `withMasks` has put in the place of a placeholder. */
export function isMask(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith(maskLetter);
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

/** The texts of a value that are a mask or hold a placeholder, with the first one each holds, by JSON pointer. */
export function openTexts(
  value: unknown,
): readonly { readonly at: string; readonly written: string }[] {
  const found: { readonly at: string; readonly written: string }[] = [];
  const visit = (member: unknown, at: string) => {
    if (typeof member === 'string') {
      const written = isMask(member) ? member : placeholdersIn(member)[0]?.written;
      if (written !== undefined) found.push({ at, written });
    } else if (typeof member === 'object' && member !== null) {
      for (const [key, inner] of Object.entries(member)) visit(inner, pointer(at, key));
    }
  };
  visit(value, '');
  return found;
}
