import { multivaluedKeys } from '../facts/condition-keys.js';
import type { TextPart } from '../glob/wildcards.js';
import type { Ask } from './asked.js';
import type { Template, TemplatePart } from './compiled.js';
import { lookUp } from './context.js';

/** Takes a text with policy variables apart; undefined when there is none in it. */
export function parseTemplate(text: string): Template | undefined {
  if (!text.includes('${')) return undefined;
  // `${key}`, `${key, 'default'}`, or `${*}`, `${?}`, `${$}` for the character itself.
  const variable = /\$\{(?:([*?$])|([^\s{}',]+)(?:, '([^']*)')?)\}/y;
  const parts: TemplatePart[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf('${', from);
    const plain = text.slice(from, start === -1 ? text.length : start);
    if (plain !== '') parts.push({ kind: 'pattern', text: plain });
    if (start === -1) return parts;
    variable.lastIndex = start;
    const found = variable.exec(text);
    // What AWS takes for a slip of the pen is no text to compare with.
    if (found === null) return [...parts, { kind: 'malformed', text: text.slice(start) }];
    const [whole, character, key = '', otherwise = null] = found;
    if (character !== undefined) parts.push({ kind: 'literal', text: character });
    else parts.push({ kind: 'variable', key: key.toLowerCase(), otherwise });
    from = start + whole.length;
  }
}

/** The text a template stands for in this request: `missing` when a variable has no value, `unknown` when it may have. */
export function fill(template: Template, ask: Ask): readonly TextPart[] | 'missing' | 'unknown' {
  const literal = ask.compiled.readings.substitutedWildcards === 'literal';
  const parts: TextPart[] = [];
  let isOpen = false;
  for (const part of template) {
    if (part.kind === 'malformed') return 'missing';
    if (part.kind !== 'variable') {
      parts.push({ text: part.text, literal: part.kind === 'literal' });
      continue;
    }
    const value = variableValue(part.key, part.otherwise, ask);
    if (value === 'missing') return 'missing';
    if (value === 'unknown') isOpen = true;
    else parts.push({ text: value.text, literal });
  }
  return isOpen ? 'unknown' : parts;
}

/** A key that holds a list never stands for a text, and its default is for requests that lack the key. */
function variableValue(
  key: string,
  otherwise: string | null,
  ask: Ask,
): { readonly text: string } | 'missing' | 'unknown' {
  if (lists.has(key)) return 'missing';
  const values = lookUp(ask, key);
  if (values === undefined) return 'unknown';
  const [value] = values;
  if (value !== undefined) return values.length === 1 ? value : 'missing';
  return otherwise === null ? 'missing' : { text: otherwise };
}

const lists: ReadonlySet<string> = new Set(multivaluedKeys.map((key) => key.toLowerCase()));
