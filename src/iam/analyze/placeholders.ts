import type { CompiledPolicies, CompiledStatement } from '../compiled.js';

/**
 * The place of a statement with a gap that a template is to fill, such as `${account}` or `<account-id>`: the first of
 * those in question, a list for each set. What such a policy will allow nobody can tell; AWS's own variables have a
 * colon in their name.
 */
export function gapAmong(
  sets: readonly CompiledPolicies[],
  about: readonly (readonly CompiledStatement[])[],
): string | undefined {
  for (const [index, set] of sets.entries()) {
    const own = new Set(about[index] ?? []);
    for (const statement of set.program.statements) {
      // Nobody knows which actions a gap in their names stands for.
      if (own.has(statement) ? hasGap(statement, set) : hasGap(statement, set, 'actions')) {
        return statement.at;
      }
    }
  }
  return undefined;
}

/** The place of the first statement with a gap, of any. */
export function anyGap(sets: readonly CompiledPolicies[]): string | undefined {
  return gapAmong(
    sets,
    sets.map(({ program }) => program.statements),
  );
}

/** The statements of each set that have a gap in their actions. */
export function withGapInActions(
  sets: readonly CompiledPolicies[],
): readonly (readonly CompiledStatement[])[] {
  return sets.map((set) =>
    set.program.statements.filter((statement) => hasGap(statement, set, 'actions')),
  );
}

/** Whether a statement has a gap, anywhere or in its actions. */
export function hasGap(
  { actions, resources, principals, conditions }: CompiledStatement,
  { program }: CompiledPolicies,
  only?: 'actions',
): boolean {
  const isGap = (text: string | undefined) => hasPlaceholder(text ?? '');
  if (actions.any.some((number) => isGap(program.actions[number]?.pattern))) return true;
  if (only === 'actions') return false;
  return [
    ...(resources?.any.map((number) => program.resources[number]?.pattern) ?? []),
    ...(principals?.any.map((number) => program.principals[number]?.written) ?? []),
    ...conditions.flatMap((number) => program.conditions[number]?.written ?? []),
  ].some(isGap);
}

/** Whether a text has such a gap. */
export function hasPlaceholder(text: string): boolean {
  return placeholder.test(text);
}

const placeholder = /\$\{(?![*?$]\}|[A-Za-z][\w-]*:)|<[^<>]*>|\{\{/;
