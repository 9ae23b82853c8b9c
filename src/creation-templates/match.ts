import { at } from '../base/invariant.js';
import { lineOf, missOfPrefix } from '../base/prefixes.js';
import type { CompiledTemplate, CompiledTemplates, Occasion } from './types.js';

/**
 * 0 applies · 1 not meant for the occasion · 1 + n the name lacks the last n characters of the namespace. A number, so
 * that asking why is free.
 */
export function missOfTemplate(
  { namespace, appliedFor }: CompiledTemplate,
  repositoryName: string,
  occasion: Occasion,
): number {
  const missing = missOfPrefix(namespace, repositoryName);
  if (missing > 0) return 1 + missing;
  return appliedFor.includes(occasion) ? 0 : 1;
}

/** The template that a new repository gets: the longest prefix that applies, `ROOT` when no other does. */
export function chooseTemplate(
  { templates, index, readings }: CompiledTemplates,
  repositoryName: string,
  occasion: Occasion,
): CompiledTemplate | undefined {
  const longestOnly = readings.templateChoice === 'longest-only';
  for (
    let candidate = lineOf(index, repositoryName);
    candidate !== -1;
    candidate = at(index.parents, candidate)
  ) {
    const found = at(index.templates, candidate).map((template) => at(templates, template));
    const misses = found.map((template) => missOfTemplate(template, repositoryName, occasion));
    const applying = misses.indexOf(0);
    if (applying !== -1) return at(found, applying);
    if (longestOnly && misses.includes(1)) return undefined;
  }
  return undefined;
}
