import { conditionOperators } from '../../facts/policy.js';
import type { CompiledCondition, ConditionTest, Relation } from '../compiled.js';

type Documented = (typeof conditionOperators)[number];

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

/** How each operator compares. A negated one is its positive turned around. */
export const families = {
  StringEquals: { family: 'text' },
  StringNotEquals: { family: 'text', negated: true },
  StringEqualsIgnoreCase: { family: 'text', ignoreCase: true },
  StringNotEqualsIgnoreCase: { family: 'text', ignoreCase: true, negated: true },
  StringLike: { family: 'like' },
  StringNotLike: { family: 'like', negated: true },
  NumericEquals: { family: 'number', relation: 'equal' },
  NumericNotEquals: { family: 'number', relation: 'equal', negated: true },
  NumericLessThan: { family: 'number', relation: 'less' },
  NumericLessThanEquals: { family: 'number', relation: 'lessOrEqual' },
  NumericGreaterThan: { family: 'number', relation: 'greater' },
  NumericGreaterThanEquals: { family: 'number', relation: 'greaterOrEqual' },
  DateEquals: { family: 'date', relation: 'equal' },
  DateNotEquals: { family: 'date', relation: 'equal', negated: true },
  DateLessThan: { family: 'date', relation: 'less' },
  DateLessThanEquals: { family: 'date', relation: 'lessOrEqual' },
  DateGreaterThan: { family: 'date', relation: 'greater' },
  DateGreaterThanEquals: { family: 'date', relation: 'greaterOrEqual' },
  Bool: { family: 'bool' },
  BinaryEquals: { family: 'binary' },
  IpAddress: { family: 'ip' },
  NotIpAddress: { family: 'ip', negated: true },
  ArnEquals: { family: 'arn' },
  ArnLike: { family: 'arn' },
  ArnNotEquals: { family: 'arn', negated: true },
  ArnNotLike: { family: 'arn', negated: true },
  Null: { family: 'null' },
} as const satisfies Record<Documented, Family>;

export interface Family {
  readonly family: ConditionTest['family'];
  readonly negated?: true | undefined;
  readonly ignoreCase?: true | undefined;
  readonly relation?: Relation | undefined;
}
