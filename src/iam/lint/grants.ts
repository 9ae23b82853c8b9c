import type { PolicyView, StatementView } from './view.js';

/** A statement that allows, with the names of ECR's actions it covers. */
export interface Grant {
  readonly statement: StatementView;
  readonly reached: ReadonlySet<string>;
}

/** Every statement of a policy that allows. */
export function grantsOf({ statements }: PolicyView): readonly Grant[] {
  return statements
    .filter(({ effect }) => effect === 'Allow')
    .map((statement) => ({ statement, reached: statement.reached }));
}

/** Where a statement names an action of ECR without a wildcard. */
export function placeOf({ actions }: StatementView, name: string): string | undefined {
  if (actions.not) return undefined;
  return actions.list.find(({ hasWildcard, reached }) => !hasWildcard && reached[0] === name)?.at;
}
