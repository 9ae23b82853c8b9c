import { conditionOperators } from '../../facts/policy.js';
import type { CompiledCondition, Relation } from '../compiled.js';

/** An operator's name without set prefix and IfExists. */
export type Documented = (typeof conditionOperators)[number];

/** An operator's name taken apart: `ForAllValues:StringNotLikeIfExists`. */
export interface OperatorName {
  /** Undefined when AWS knows no such operator. */
  readonly base: Documented | undefined;
  readonly qualifier: CompiledCondition['qualifier'];
  readonly ifExists: boolean;
  /** Whether it stands in another spelling than the documented one. */
  readonly oddCase: boolean;
}

/** Reads an operator's name, in any case. */
export function operatorName(written: string): OperatorName {
  const lower = written.toLowerCase();
  const colon = lower.indexOf(':');
  const prefix = colon === -1 ? '' : lower.slice(0, colon);
  const qualifier = qualifiers.find((name) => name.toLowerCase() === prefix) ?? null;
  const name = lower.slice(colon + 1);
  const ifExists = name.endsWith(suffix.toLowerCase());
  const bare = ifExists ? name.slice(0, -suffix.length) : name;
  const isKnown = (colon === -1 || qualifier !== null) && !(ifExists && bare === 'null');
  const base = isKnown ? documented.get(bare) : undefined;
  const proper = `${qualifier === null ? '' : `${qualifier}:`}${base}${ifExists ? suffix : ''}`;
  return { base, qualifier, ifExists, oddCase: written !== proper };
}

const qualifiers = ['ForAllValues', 'ForAnyValue'] as const;
const suffix = 'IfExists';
const documented: ReadonlyMap<string, Documented> = new Map(
  conditionOperators.map((name) => [name.toLowerCase(), name]),
);

/** How an operator relates numbers and instants, by the end of its name; the first that fits counts. */
const relations: readonly (readonly [end: string, Relation])[] = [
  ['LessThan', 'less'],
  ['LessThanEquals', 'lessOrEqual'],
  ['GreaterThan', 'greater'],
  ['GreaterThanEquals', 'greaterOrEqual'],
  ['', 'equal'],
];

export function relationOf(operator: Documented): Relation {
  return relations.find(([end]) => operator.endsWith(end))?.[1] ?? 'equal';
}
