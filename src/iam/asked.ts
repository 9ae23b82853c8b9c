import type { CompiledPolicies } from './compiled.js';
import type { AuthorizationRequest, CatalogAction } from './types.js';

/** Three-valued truth, as small numbers for the sake of the loops that fold it. */
export type Truth = typeof no | typeof yes | typeof unknown;
export const no = 0;
export const yes = 1;
export const unknown = 2;

/** Turns yes and no around; what is not known stays so. */
export function negation(truth: Truth): Truth {
  if (truth === unknown) return unknown;
  return truth === yes ? no : yes;
}

/** A request taken apart once, to be asked of any number of policy sets. */
export interface PreparedRequest {
  readonly prepared: true;
  readonly request: AuthorizationRequest;
  /** As the request spells them; empty where it holds no text. */
  readonly writtenPrincipal: string;
  readonly writtenAction: string;
  /** The action in lower case, whole and in its two parts. */
  readonly action: string;
  readonly service: string;
  readonly name: string;
  readonly principal: AskedPrincipal;
  readonly resource: AskedResource;
  /** By key in lower case, once somebody asked for a key; derived keys join when they are asked for. */
  context: Map<string, AskedKey> | null;
  /** What the policy set it was last asked of makes of it. */
  terms: Terms | null;
}

export type PrincipalType =
  | 'root'
  | 'user'
  | 'session'
  | 'federated'
  | 'service'
  | 'anonymous'
  | 'other';

export interface AskedPrincipal {
  readonly type: PrincipalType;
  /** As the request has it; empty for a bare role, which stands for some session of it. */
  readonly arn: string;
  /** Absent for services and the anonymous. */
  readonly account: string | undefined;
  /** The role behind a session, or the user behind a federated one. */
  readonly entity: string | undefined;
  /** The last name in the ARN: of the user, the session or the federated user. */
  readonly name: string;
  readonly isServiceLinked: boolean;
  /** Kinds of policy that do not apply to the caller, a bit each in the order of the table of layers. */
  readonly exempt: number;
}

export interface AskedResource {
  readonly text: string;
  /** Everything up to and with the fifth colon; empty when the text is no ARN. */
  readonly head: string;
  readonly region: string;
  readonly tail: string;
  readonly account: string | undefined;
}

/** The values of one key; none means that the key is absent. */
export type AskedKey = readonly AskedValue[];

export interface AskedValue {
  readonly text: string;
  /** What the text stands for, once somebody asked; `null` when it stands for none. */
  number?: number | null;
  instant?: number | null;
  address?: readonly number[] | null;
  parts?: readonly string[] | null;
}

/** What a policy set makes of a request before any statement is asked. */
export interface Terms {
  readonly compiled: CompiledPolicies;
  /** What the catalog says of the action; `null` for an action of another service. */
  readonly action: CatalogAction | null;
  /** `*` when the action names no resource, whatever the request says. */
  readonly resource: AskedResource;
  /** Whether caller and resource belong to one account. */
  readonly sameAccount: boolean;
  /** Kinds of policy that do not bear on the request, and kinds of which only the denials do: a bit each. */
  readonly waived: number;
  readonly muted: number;
  /** Whether the caller has a permissions boundary. */
  readonly hasBoundary: boolean;
  readonly pages: readonly PageTerms[];
  readonly denials: Candidates;
  readonly allows: Candidates;
  /** Pooled heads that were compared with the resource's, and those that match: a bit each for the first thirty. */
  headsAsked: number;
  headsMatched: number;
}

/** The statements about an action, a list for every pattern that covers it. */
export type Candidates = readonly (readonly number[])[];

/** Layers by the bits of one number; `first` is the layer of the lowest. */
export interface PageTerms {
  readonly first: number;
  /** The layers of each kind, in the order of the table. */
  readonly kinds: readonly number[];
  /** Layers that bear on the request; those of them whose allows are grants, and those whose silence blocks. */
  readonly live: number;
  readonly granting: number;
  readonly limiting: number;
}

/** One request put to one policy set: what is fixed, and what was found out so far. */
export interface Ask {
  readonly terms: Terms;
  readonly compiled: CompiledPolicies;
  readonly request: PreparedRequest;
  readonly resource: AskedResource;
  /** Whether a key that is neither given nor derivable is unknown rather than absent. */
  readonly open: boolean;
  /** Pooled conditions that were asked before, and those that held: a bit each for the first thirty. */
  conditionsAsked: number;
  conditionsHeld: number;
}
