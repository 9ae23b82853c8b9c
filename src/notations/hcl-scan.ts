import { nestingMax } from '../base/json-walk.js';

/** Where something stands in a text, by UTF-16 offsets. */
export interface HclSpan {
  readonly start: number;
  readonly end: number;
}

/** A block as it stands in the text: its attributes' expressions, and the blocks in it. */
export interface HclBlock extends HclSpan {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: ReadonlyMap<string, HclSpan>;
  readonly blocks: readonly HclBlock[];
}

/**
 * Where blocks and attributes stand in a text of HCL. It tells places only: what the text means, and whether it is
 * right, the parser has said before. One pass.
 */
export function scanHcl(text: string): HclBlock {
  const { attributes, blocks } = scanBody(text, 0, 0);
  return { type: '', labels: [], start: 0, end: text.length, attributes, blocks };
}

interface Body {
  readonly attributes: Map<string, HclSpan>;
  readonly blocks: HclBlock[];
  /** The offset of the brace that closes it, or the end of the text. */
  readonly end: number;
}

function scanBody(text: string, from: number, depth: number): Body {
  const attributes = new Map<string, HclSpan>();
  const blocks: HclBlock[] = [];
  let at = afterBlanks(text, from);
  while (at < text.length && text.charCodeAt(at) !== closeBrace) {
    const nameEnd = afterWord(text, at);
    if (nameEnd === at) {
      at = afterBlanks(text, at + 1);
      continue;
    }
    const name = text.slice(at, nameEnd);
    const next = afterSpaces(text, nameEnd);
    if (text.charAt(next) === '=') {
      const start = afterSpaces(text, next + 1);
      const { next: behind, end } = endOfExpression(text, start);
      attributes.set(name, { start, end });
      at = afterBlanks(text, behind);
    } else {
      const block = scanBlock(text, at, name, next, depth);
      if (block === undefined) at = afterBlanks(text, nameEnd);
      else {
        blocks.push(block);
        at = afterBlanks(text, block.end);
      }
    }
  }
  return { attributes, blocks, end: at };
}

function scanBlock(
  text: string,
  start: number,
  type: string,
  from: number,
  depth: number,
): HclBlock | undefined {
  const labels: string[] = [];
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== openBrace) {
    const isString = text.charAt(at) === '"';
    const end = isString ? endOfString(text, at) : afterWord(text, at);
    if (end === at) return undefined;
    labels.push(isString ? text.slice(at + 1, end - 1) : text.slice(at, end));
    at = afterSpaces(text, end);
  }
  if (depth === nestingMax || at >= text.length) return undefined;
  const { attributes, blocks, end } = scanBody(text, at + 1, depth + 1);
  return { type, labels, start, end: Math.min(end + 1, text.length), attributes, blocks };
}

/**
 * Where a value stands in an expression that is written out: a step into an object or a list leads on, the argument of
 * `jsonencode` is looked into. Undefined when a step leads nowhere.
 */
export function seekHcl(
  text: string,
  span: HclSpan,
  steps: readonly string[],
): HclSpan | undefined {
  let found: HclSpan | undefined = argumentOf(text, span);
  for (const step of steps) {
    if (found === undefined) return undefined;
    const open = text.charCodeAt(found.start);
    if (open === openBrace) found = memberOf(text, found.start, step);
    else if (open === openBracket) found = itemOf(text, found.start, Number(step));
    else return undefined;
  }
  return found;
}

function argumentOf(text: string, { start, end }: HclSpan): HclSpan {
  if (!text.startsWith('jsonencode', start)) return { start, end };
  const open = afterSpaces(text, start + 'jsonencode'.length);
  if (text.charAt(open) !== '(') return { start, end };
  const from = afterBlanks(text, open + 1);
  return { start: from, end: endOfExpression(text, from, true).end };
}

function memberOf(text: string, open: number, key: string): HclSpan | undefined {
  let found: HclSpan | undefined;
  let at = afterBlanks(text, open + 1);
  while (at < text.length && text.charCodeAt(at) !== closeBrace) {
    const isString = text.charAt(at) === '"';
    const keyEnd = isString ? endOfString(text, at) : afterKey(text, at);
    if (keyEnd === at) return found;
    const name = isString ? text.slice(at + 1, keyEnd - 1) : text.slice(at, keyEnd).trimEnd();
    const start = afterBlanks(text, afterSpaces(text, keyEnd) + 1);
    const { next, end } = endOfExpression(text, start);
    if (name === key) found = { start, end };
    at = afterSeparators(text, next);
  }
  return found;
}

function itemOf(text: string, open: number, index: number): HclSpan | undefined {
  let at = afterBlanks(text, open + 1);
  for (let i = 0; at < text.length && text.charCodeAt(at) !== closeBracket; i++) {
    const { next, end } = endOfExpression(text, at, true);
    if (i === index) return { start: at, end };
    if (next === at) return undefined;
    at = afterSeparators(text, next);
  }
  return undefined;
}

const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

interface Ending {
  /** The offset at which reading goes on. */
  readonly next: number;
  /** The end of the expression itself, without the blanks and comments behind it. */
  readonly end: number;
}

/**
 * Where an expression ends: at a comma or a bracket that is none of its own, or at the end of its line unless lines are
 * joined, as they are in lists and arguments.
 */
function endOfExpression(text: string, from: number, joinsLines = false): Ending {
  let depth = 0;
  let at = from;
  let end = from;
  while (at < text.length) {
    const c = text.charAt(at);
    const skipped = endOfSkipped(text, at);
    if (skipped > at) {
      const isComment = c === '#' || c === '/';
      if (!isComment) end = skipped;
      // A heredoc ends with its own line.
      if (c === '<' && depth === 0 && !joinsLines) return { next: skipped, end };
      at = skipped;
      continue;
    }
    if (c === '(' || c === '[' || c === '{') depth += 1;
    else if (c === ')' || c === ']' || c === '}') {
      if (depth === 0) return { next: at, end };
      depth -= 1;
    } else if (depth === 0 && (c === ',' || (c === '\n' && !joinsLines))) return { next: at, end };
    at += 1;
    if (c.charCodeAt(0) > 0x20) end = at;
  }
  return { next: at, end };
}

/** The end of a text, a heredoc or a comment that begins here; the same offset when none does. */
function endOfSkipped(text: string, at: number): number {
  switch (text.charAt(at)) {
    case '"':
      return endOfString(text, at);
    case '<':
      return endOfHeredoc(text, at);
    case '#':
      return endOfLine(text, at);
    case '/':
      return endOfComment(text, at);
    default:
      return at;
  }
}

/** The offset behind the quote that closes a text; a quote within `${…}` opens a text of its own. */
function endOfString(text: string, from: number): number {
  const open: ('text' | 'template' | 'brace')[] = ['text'];
  let at = from + 1;
  while (at < text.length) {
    const c = text.charAt(at);
    if (open.at(-1) === 'text') {
      if (c === '\\') at += 1;
      else if (c === '"') open.pop();
      else if ((c === '$' || c === '%') && text.charAt(at + 1) === '{') {
        const isEscaped = text.charAt(at - 1) === c;
        if (!isEscaped) open.push('template');
        at += 1;
      } else if (c === '\n') return at;
    } else if (c === '"') open.push('text');
    else if (c === '{') open.push('brace');
    else if (c === '}') open.pop();
    at += 1;
    if (open.length === 0) return at;
  }
  return text.length;
}

/** The offset of the line end behind the word that closes a heredoc; the same offset when none begins here. */
function endOfHeredoc(text: string, from: number): number {
  if (text.charAt(from + 1) !== '<') return from;
  const start = text.charAt(from + 2) === '-' ? from + 3 : from + 2;
  const wordEnd = afterWord(text, start);
  if (wordEnd === start) return from;
  const word = text.slice(start, wordEnd);
  let line = endOfLine(text, wordEnd) + 1;
  while (line < text.length) {
    const end = endOfLine(text, line);
    if (text.slice(line, end).trim() === word) return end;
    line = end + 1;
  }
  return text.length;
}

function endOfComment(text: string, at: number): number {
  if (text.charAt(at + 1) === '/') return endOfLine(text, at);
  if (text.charAt(at + 1) !== '*') return at;
  const end = text.indexOf('*/', at + 2);
  return end === -1 ? text.length : end + 2;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Behind blanks, line breaks and comments. */
function afterBlanks(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
    const c = text.charAt(at);
    const end = c === '#' ? endOfLine(text, at) : c === '/' ? endOfComment(text, at) : at;
    if (end === at) return at;
    at = end;
  }
}

/** Behind blanks of the same line. */
function afterSpaces(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at += 1;
  return at;
}

function afterSeparators(text: string, from: number): number {
  const at = afterBlanks(text, from);
  return text.charAt(at) === ',' ? afterBlanks(text, at + 1) : at;
}

/** Behind a name; it may hold dashes. */
function afterWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && isWord(text.charCodeAt(at))) at += 1;
  return at;
}

function isWord(c: number): boolean {
  const isDigit = c >= 0x30 && c <= 0x39;
  const isLetter = (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a);
  return isDigit || isLetter || c === 0x5f || c === 0x2d || c > 0x7f;
}

/** Behind a key that is a name, or an expression in brackets. */
function afterKey(text: string, from: number): number {
  if (text.charAt(from) !== '(') return afterWord(text, from);
  const { next } = endOfExpression(text, from + 1, true);
  return Math.min(next + 1, text.length);
}
