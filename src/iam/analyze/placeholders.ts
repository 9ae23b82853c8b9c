import type { CompiledPolicies, CompiledStatement } from '../compiled.js';

/**
 * The place of a statement with a gap that a template is to fill, such as `${account}` or `<account-id>`. What such a
 * policy will allow nobody can tell; AWS's own variables have a colon in their name.
 */
export function placeholderAt(
  sets: readonly CompiledPolicies[],
  only?: CompiledStatement,
): string | undefined {
  for (const { program } of sets) {
    for (const { at: place, resources, principals, conditions } of only === undefined
      ? program.statements
      : [only]) {
      const texts = [
        ...(resources?.any.map((number) => program.resources[number]?.pattern) ?? []),
        ...(principals?.any.map((number) => program.principals[number]?.written) ?? []),
        ...conditions.flatMap((number) => program.conditions[number]?.written ?? []),
      ];
      if (texts.some((text) => hasPlaceholder(text ?? ''))) return place;
    }
  }
  return undefined;
}

/** Whether a text has such a gap. */
export function hasPlaceholder(text: string): boolean {
  return placeholder.test(text);
}

const placeholder = /\$\{(?![*?$]\}|[A-Za-z][\w-]*:)|<[^<>]*>|\{\{/;
