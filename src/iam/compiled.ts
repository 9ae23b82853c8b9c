import type { WildcardGlob } from '../glob/wildcards.js';
import type { Catalog, IamReadings, PolicyKind } from './types.js';

/** A set of policies as `authorize` runs it: plain data, everything pooled and referred to by number. */
export interface CompiledPolicies {
  readonly program: Program;
  /** Proposes statements by action; without it every statement is asked, with the same answers. */
  readonly index: ActionIndex | null;
  readonly readings: IamReadings;
  readonly catalog: Catalog;
}

export interface Program {
  readonly layers: readonly CompiledLayer[];
  /** The layers, thirty at a time: a bit each, by kind in the order of the table of layers. */
  readonly pages: readonly (readonly number[])[];
  readonly statements: readonly CompiledStatement[];
  readonly actions: readonly ActionPattern[];
  readonly heads: readonly ArnHead[];
  readonly resources: readonly ResourcePattern[];
  readonly principals: readonly PrincipalPattern[];
  readonly conditions: readonly CompiledCondition[];
  readonly registryPolicyScope: 'V1' | 'V2';
  readonly hasBoundary: boolean;
  readonly hasSession: boolean;
  readonly principalAccountIsManagement: boolean;
  readonly resourceAccountIsManagement: boolean;
  /** The readings on which an answer of this set can turn at all. */
  readonly doubts: readonly (keyof IamReadings)[];
}

/** The documents that unite to one verdict: those of a kind, or of one level of an organization. */
export interface CompiledLayer {
  readonly kind: PolicyKind;
  /** The `id` of the organization's level. */
  readonly level: string | null;
  /** JSON pointer into the policy set. */
  readonly at: string;
}

export interface CompiledStatement {
  readonly layer: number;
  /** JSON pointer into the policy set. */
  readonly at: string;
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Choice;
  /** Absent in a repository policy that leaves the resource out. */
  readonly resources: Choice | null;
  /** Absent where the kind of policy knows none. */
  readonly principals: Choice | null;
  /** All of them must hold. */
  readonly conditions: readonly number[];
}

/** Some of a pool, or with `not` everything but these. */
export interface Choice {
  readonly not: boolean;
  readonly any: readonly number[];
}

export interface ActionPattern {
  readonly pattern: string;
  /** In lower case, as the name is. */
  readonly service: WildcardGlob;
  readonly name: WildcardGlob;
}

/** The five parts of an ARN before the resource's own; `text` when no wildcard stands in them. */
export interface ArnHead {
  readonly text: string | null;
  readonly parts: readonly WildcardGlob[];
  /** Whether a `*` in it may run past colons. */
  readonly crosses: boolean;
}

export interface ResourcePattern {
  readonly pattern: string;
  readonly everything: boolean;
  /** Number of the pooled head; -1 when the pattern has fewer than six parts. */
  readonly head: number;
  readonly tail: WildcardGlob | null;
  /** Present when the tail holds policy variables. */
  readonly template: Template | null;
  /** Present when a `*` may run past colons, so that head and tail do not tell the whole story. */
  readonly crossing: readonly CrossingPart[] | null;
}

/** A part of a pattern between colons; an open one ends in a `*` that may run past them. */
export interface CrossingPart {
  readonly glob: WildcardGlob;
  readonly open: boolean;
}

/** A text with policy variables: pattern text, literal text, and keys to look up. */
export type Template = readonly TemplatePart[];
export type TemplatePart =
  | { readonly kind: 'pattern'; readonly text: string }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'variable'; readonly key: string; readonly otherwise: string | null }
  | { readonly kind: 'malformed'; readonly text: string };

export interface PrincipalPattern {
  readonly kind: 'everyone' | 'aws-everyone' | 'account' | 'arn' | 'service' | 'nobody';
  /** The account's id, the ARN or the service principal. */
  readonly value: string;
  /** As the policy has it. */
  readonly written: string;
}

export interface CompiledCondition {
  /** As the policy spells it. */
  readonly operator: string;
  /** In lower case. */
  readonly key: string;
  /** As the policy spells it. */
  readonly writtenKey: string;
  readonly written: readonly string[];
  readonly qualifier: 'ForAllValues' | 'ForAnyValue' | null;
  readonly negated: boolean;
  readonly ifExists: boolean;
  /** Whether the operator stands in another case than the documented one. */
  readonly oddCase: boolean;
  readonly test: ConditionTest;
  /** Values that hold policy variables, put together for each request. */
  readonly templates: readonly Template[];
}

/** What a value is compared with, by family of operators. Values that can equal nothing are left out. */
export type ConditionTest =
  | { readonly family: 'text'; readonly ignoreCase: boolean; readonly values: readonly string[] }
  | { readonly family: 'like'; readonly values: readonly WildcardGlob[] }
  | {
      readonly family: 'number' | 'date';
      readonly relation: Relation;
      readonly values: readonly number[];
    }
  | { readonly family: 'bool'; readonly values: readonly string[] }
  | { readonly family: 'binary'; readonly values: readonly string[] }
  | { readonly family: 'ip'; readonly values: readonly IpRange[] }
  | {
      readonly family: 'arn';
      readonly values: readonly (readonly WildcardGlob[])[];
      /** Whether `*` alone is among the values, of which nobody says what it means. */
      readonly loneStar: boolean;
    }
  | { readonly family: 'null'; readonly values: readonly boolean[] }
  /** An empty `Condition`. */
  | { readonly family: 'empty' }
  /** An operator that AWS does not know. */
  | { readonly family: 'unknown' };

export type Relation = 'equal' | 'less' | 'lessOrEqual' | 'greater' | 'greaterOrEqual';

/** An address in words of sixteen bits, two for version 4 and eight for version 6, and how many bits of it count. */
export interface IpRange {
  readonly words: readonly number[];
  readonly prefix: number;
}

/** Denials and allows apart, since a layer that denies need not be asked whether it allows. */
export interface ActionIndex {
  readonly denials: EffectIndex;
  readonly allows: EffectIndex;
}

export interface EffectIndex {
  /** Statements that name an action without wildcards, by the action in lower case. */
  readonly literal: { readonly [action: string]: readonly number[] };
  /** Patterns of one service, by its prefix in lower case, each with the statements that use it. */
  readonly services: { readonly [service: string]: readonly IndexedPattern[] };
  /** Patterns whose service has a wildcard. */
  readonly anyService: readonly IndexedPattern[];
  /** Statements with `NotAction`. */
  readonly others: readonly number[];
}

export interface IndexedPattern {
  readonly action: number;
  readonly statements: readonly number[];
}
