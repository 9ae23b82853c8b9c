import type { Fix } from './diagnostic.js';
import { type Span, seekJson } from './json-seek.js';
import { pointer } from './json-text.js';
import { isRecord } from './loose.js';

/**
 * A JSON text after a fix: everything that is not changed keeps its letters, what is new is indented like what stands
 * around it. The last edit is applied first, so that the pointers of the others stay right. Undefined when an edit leads
 * nowhere, or when the text would not say what the edits mean, as with a key that stands twice.
 */
export function editedJson(text: string, { edits }: Fix): string | undefined {
  let changed = text;
  let value = parsed(text);
  for (const edit of [...edits].reverse()) {
    const next = value === undefined ? undefined : editedText(changed, value, edit);
    if (next === undefined) return undefined;
    changed = next.text;
    value = next.value;
    if (JSON.stringify(parsed(changed)) !== JSON.stringify(value)) return undefined;
  }
  return changed;
}

type Edit = Fix['edits'][number];

interface Edited {
  readonly text: string;
  readonly value: unknown;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

function editedText(text: string, root: unknown, edit: Edit): Edited | undefined {
  const value = editedValue(root, edit.at.split('/').slice(1).map(unescaped), edit);
  if (value === undefined) return undefined;
  const changed =
    'value' in edit && edit.value !== undefined
      ? put(text, root, edit)
      : removed(text, root, edit.at);
  return changed === undefined ? undefined : { text: changed, value };
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The value after an edit, or undefined when its pointer leads nowhere. The document itself cannot be removed. */
function editedValue(root: unknown, steps: readonly string[], edit: Edit): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return edit.value;
  if (Array.isArray(root)) {
    const index = /^(?:0|[1-9]\d*)$/.test(step) ? Number(step) : -1;
    if (index < 0 || index > root.length) return undefined;
    const isRemoval = rest.length === 0 && edit.value === undefined;
    if (isRemoval)
      return index < root.length ? root.filter((_, other) => other !== index) : undefined;
    const member = editedValue(root[index], rest, edit);
    return member === undefined ? undefined : Object.assign([...root], { [index]: member });
  }
  if (!isRecord(root)) return undefined;
  if (rest.length === 0 && edit.value === undefined) {
    if (!Object.hasOwn(root, step)) return undefined;
    return Object.fromEntries(Object.entries(root).filter(([key]) => key !== step));
  }
  const member = editedValue(Object.hasOwn(root, step) ? root[step] : undefined, rest, edit);
  return member === undefined ? undefined : { ...root, [step]: member };
}

function put(text: string, root: unknown, { at, value }: Edit): string | undefined {
  const span = seekJson(text, [at]).get(at);
  if (span !== undefined) {
    return spliced(
      text,
      span,
      written(value, text.slice(span.start, span.end), indentAt(text, span.start), text),
    );
  }
  const parentAt = at.slice(0, at.lastIndexOf('/'));
  const parent = seekJson(text, [parentAt]).get(parentAt);
  if (parent === undefined) return undefined;
  const step = unescaped(at.slice(parentAt.length + 1));
  return inserted(text, parent, { step, value, members: memberSpans(text, root, parentAt) });
}

/** Puts a member behind the last one, on a line of its own if that has one. */
function inserted(
  text: string,
  parent: Span,
  { step, value, members }: { step: string; value: unknown; members: readonly Span[] },
): string {
  const last = members.at(-1);
  const isList = text.charCodeAt(parent.start) === 0x5b;
  const key = isList ? '' : `${JSON.stringify(step)}: `;
  if (last === undefined) return onlyMember(text, parent, key, value);
  const before = text.slice(0, last.start);
  const gap = /\s*$/.exec(before)?.[0] ?? '';
  const isOnOwnLine = gap.includes('\n');
  const like = isOnOwnLine ? '\n' : '';
  const member =
    key + written(value, like, isOnOwnLine ? gap.slice(gap.lastIndexOf('\n') + 1) : '', text);
  const separator = isOnOwnLine ? gap.slice(gap.lastIndexOf('\n')) : ' ';
  return spliced(text, { start: last.end, end: last.end }, `,${separator}${member}`);
}

/** The first member of something empty: on a line of its own in a text that has several. */
function onlyMember(text: string, parent: Span, key: string, value: unknown): string {
  const inside = { start: parent.start + 1, end: parent.end - 1 };
  const outer = indentAt(text, parent.start);
  if (text.includes('\n')) {
    const inner = outer + indentUnit(text);
    return spliced(text, inside, `\n${inner}${key}${written(value, '\n', inner, text)}\n${outer}`);
  }
  return spliced(text, inside, key === '' ? onOneLine(value) : ` ${key}${onOneLine(value)} `);
}

/** Takes a member out together with the comma and the blanks that belong to it. */
function removed(text: string, root: unknown, at: string): string | undefined {
  const parentAt = at.slice(0, at.lastIndexOf('/'));
  const parent = seekJson(text, [parentAt]).get(parentAt);
  const own = seekJson(text, [at]).get(at);
  if (at === '' || parent === undefined || own === undefined) return undefined;
  const members = memberSpans(text, root, parentAt);
  const index = members.findIndex(({ end }) => end === own.end);
  const [before, member, after] = [members[index - 1], members[index], members[index + 1]];
  if (member === undefined) return undefined;
  if (before !== undefined) return spliced(text, { start: before.end, end: member.end }, '');
  if (after !== undefined) return spliced(text, { start: member.start, end: after.start }, '');
  return spliced(text, { start: parent.start + 1, end: parent.end - 1 }, '');
}

/** The members of a list or an object with their keys, in the order of the text. */
function memberSpans(text: string, root: unknown, at: string): readonly Span[] {
  const value = at.split('/').slice(1).map(unescaped).reduce(memberOf, root);
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(isRecord(value) ? value : {});
  const wanted = keys.map((key) => pointer(at, key));
  const spans = [...seekJson(text, wanted).values()];
  const starts = Array.isArray(value) ? spans : spans.map((span) => withKey(text, span));
  return starts.sort((one, other) => one.start - other.start);
}

function memberOf(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** From a value back over the colon to the quote that opens its key. */
function withKey(text: string, { start, end }: Span): Span {
  const colon = text.lastIndexOf(':', start - 1);
  const close = text.lastIndexOf('"', colon);
  let open = close;
  do open = text.lastIndexOf('"', open - 1);
  while (open > 0 && slashesBefore(text, open) % 2 === 1);
  return { start: open, end };
}

function slashesBefore(text: string, at: number): number {
  let count = 0;
  while (text.charCodeAt(at - 1 - count) === 0x5c) count += 1;
  return count;
}

/** A value as JSON: over several lines where what it replaces, or stands beside, was. */
function written(value: unknown, like: string, indent: string, text: string): string {
  if (!like.includes('\n')) return onOneLine(value);
  return JSON.stringify(value, null, indentUnit(text)).replaceAll('\n', `\n${indent}`);
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}: ${onOneLine(member)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** The blanks at the beginning of the line a place stands in. */
function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** How the text indents its first level; two blanks when it does not. */
function indentUnit(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
}

function spliced(text: string, { start, end }: Span, put: string): string {
  return text.slice(0, start) + put + text.slice(end);
}
