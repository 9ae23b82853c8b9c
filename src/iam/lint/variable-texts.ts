import type { PlacedText } from './placed.js';
import { variablesOf } from './variables.js';
import type { PolicyView, StatementView } from './view.js';

/** A sound variable where AWS resolves it. */
export interface ResolvedVariable {
  /** In lower case. */
  readonly key: string;
  readonly hasDefault: boolean;
  readonly at: string;
  /** Whether it stands under NotResource or a negated operator, which hold when it has no value. */
  readonly negated: boolean;
}

/** Every variable that a policy resolves, in order. */
export function variableTexts({
  hasVariables,
  statements,
}: PolicyView): readonly ResolvedVariable[] {
  return hasVariables ? statements.flatMap(ofStatement) : [];
}

function ofStatement({ resources, conditions }: StatementView): readonly ResolvedVariable[] {
  return [
    ...(resources?.list ?? []).flatMap((placed) => ofText(placed, resources?.not ?? false)),
    ...conditions.flatMap(({ base, values, negated, ifExists }) =>
      /^(String|Arn)/.test(base ?? '')
        ? values.flatMap((value) => ofText(value, negated && !ifExists))
        : [],
    ),
  ];
}

function ofText({ text, at }: PlacedText, negated: boolean): readonly ResolvedVariable[] {
  return variablesOf(text).flatMap(({ form, key, hasDefault = false }) =>
    form === 'variable' && key !== undefined ? [{ key, hasDefault, at, negated }] : [],
  );
}
