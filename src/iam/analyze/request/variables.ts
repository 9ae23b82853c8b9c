import type { PatternPart } from '../../../glob/pattern.js';
import type { Template } from '../../compiled.js';

/** Values that policy variables are taken to have, by key in lower case; `null` where the key is taken to be absent. */
export type Assignment = ReadonlyMap<string, string | null>;

/** The pattern of a template; undefined when a variable has no value, so that it matches nothing. */
export function filledPattern(
  template: Template,
  assignment: Assignment,
  wildcards: 'literal' | 'wildcard',
): readonly PatternPart[] | undefined {
  const parts: PatternPart[] = [];
  for (const part of template) {
    if (part.kind === 'malformed') return undefined;
    if (part.kind !== 'variable') {
      parts.push({ text: part.text, literal: part.kind === 'literal' });
      continue;
    }
    const value = assignment.get(part.key) ?? part.otherwise;
    if (value === null) return undefined;
    parts.push({ text: value, literal: wildcards === 'literal' });
  }
  return parts;
}

/** A pattern that matches whatever the template can stand for: a variable may be anything. */
export function widestPattern(template: Template): readonly PatternPart[] {
  return template.map((part): PatternPart => {
    if (part.kind === 'variable') return { text: '*' };
    return { text: part.text, literal: part.kind === 'literal' };
  });
}

/** The keys of the variables of some templates. */
export function variableKeys(templates: readonly Template[]): readonly string[] {
  return templates.flatMap((template) =>
    template.flatMap((part) => (part.kind === 'variable' ? [part.key] : [])),
  );
}
