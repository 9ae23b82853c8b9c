// ---- as AWS spells it ----------------------------------------------------------------------------------------------

/** What a policy is attached to, which decides what it may say and whether it grants or limits. */
export type PolicyKind =
  | 'identity'
  | 'boundary'
  | 'session'
  | 'repository'
  | 'registry'
  | 'scp'
  | 'rcp'
  | 'endpoint';

/** One policy document. */
export interface PolicyDocument {
  /** `2012-10-17`, or `2008-10-17`, which is also what a missing version means: `${…}` is then literal text. */
  readonly Version?: string | undefined;
  readonly Id?: string | undefined;
  readonly Statement: PolicyStatement | readonly PolicyStatement[];
}

/** One statement; which elements it needs depends on the kind of policy. */
export interface PolicyStatement {
  readonly Sid?: string | undefined;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: PolicyPrincipal | undefined;
  readonly NotPrincipal?: PolicyPrincipal | undefined;
  readonly Action?: OneOrMany<string> | undefined;
  readonly NotAction?: OneOrMany<string> | undefined;
  readonly Resource?: OneOrMany<string> | undefined;
  readonly NotResource?: OneOrMany<string> | undefined;
  readonly Condition?: PolicyConditions | undefined;
}

/** A value, or a list of alternatives. */
export type OneOrMany<T> = T | readonly T[];

/** Everybody, or names by type: `AWS`, `Service`, `Federated`, `CanonicalUser`. */
export type PolicyPrincipal = '*' | { readonly [type: string]: OneOrMany<string> };

/** Condition keys and their values by operator; a number or a boolean counts as its JSON text. */
export interface PolicyConditions {
  readonly [operator: string]: { readonly [key: string]: OneOrMany<string | number | boolean> };
}

/**
 * All policies that bear on the requests of one principal for one repository. A kind that is absent neither grants nor
 * limits; an empty list as boundary, session or at an SCP level is a limit that allows nothing.
 */
export interface PolicySet {
  readonly identity?: readonly PolicyDocument[] | undefined;
  readonly boundary?: readonly PolicyDocument[] | undefined;
  readonly session?: readonly PolicyDocument[] | undefined;
  readonly repository?: PolicyDocument | undefined;
  readonly registry?: PolicyDocument | undefined;
  /** Of the VPC endpoint that the request comes through. */
  readonly endpoint?: PolicyDocument | undefined;
  /** The organization's root first, the principal's account last. */
  readonly scps?: readonly PolicyLevel[] | undefined;
  /** The organization's root first, the resource's account last; `RCPFullAWSAccess` is implied at every level. */
  readonly rcps?: readonly PolicyLevel[] | undefined;
  /** The registry's REGISTRY_POLICY_SCOPE; `V2` when absent. */
  readonly registryPolicyScope?: 'V1' | 'V2' | undefined;
  readonly principalAccountIsManagement?: boolean | undefined;
  readonly resourceAccountIsManagement?: boolean | undefined;
}

/** The policies attached to one root, organizational unit or account. */
export interface PolicyLevel {
  readonly id: string;
  readonly policies: readonly PolicyDocument[];
}

// ---- what a service adds -------------------------------------------------------------------------------------------

/** How a resource-based policy bears on an action: not at all, wholly, by its denials only, or nobody says. */
export type Consultation = 'consulted' | 'ignored' | 'deniesOnly' | 'unclear';

/** What a service's documentation says of one of its actions. */
export interface CatalogAction {
  /** As AWS spells it, without the prefix: `BatchGetImage`. */
  readonly name: string;
  /** The action names no resource: it is asked on `*`, in the caller's own account. */
  readonly starOnly: boolean;
  readonly repositoryPolicy: Consultation;
  readonly registryPolicyV1: Consultation;
  readonly registryPolicyV2: Consultation;
}

/** A service's actions, as plain data. The engine evaluates every other service's requests by the general rules. */
export interface Catalog {
  /** The prefix of the service's actions, in lower case. */
  readonly service: string;
  /** By name in lower case, without the prefix. */
  readonly actions: { readonly [name: string]: CatalogAction };
  /** How an action of the service that is newer than the data is taken. */
  readonly unlisted: CatalogAction;
}

/** Where AWS's words leave two readings; the first of each is the default. */
export interface IamReadings {
  /** Whether `{"AWS": "*"}` means service principals too. */
  readonly awsStarForServices: 'no' | 'yes';
  /** Whether `*` and `?` in the value of a policy variable are wildcards. */
  readonly substitutedWildcards: 'literal' | 'wildcard';
  /** An operator without a set qualifier that meets several values, when it is a negated one. */
  readonly listWithoutQualifier: 'no-match' | 'negated-match';
  /** `"Condition": {}`. */
  readonly emptyCondition: 'no-condition' | 'no-effect';
  /** A plain operator with an empty list of values: nothing to equal, or no match at all. */
  readonly emptyValueList: 'algebra' | 'no-match';
  /** Whether an empty string counts as a value for `Null` and `ForAllValues`. */
  readonly emptyString: 'present' | 'absent';
  /** `NotPrincipal` that lists a user, role or session without its account. */
  readonly notPrincipalWithoutAccount: 'literal' | 'denied';
  /** `ArnLike` with the lone value `*`. */
  readonly arnLikeStar: 'no-match' | 'everything';
  /** A `*` inside a segment of an ARN pattern: whether it may run past colons. */
  readonly innerStarCrossesColons: 'no' | 'yes';
  /** Policy variables in the values of `Bool`. */
  readonly boolVariables: 'resolved' | 'literal';
  /** `NotResource` with a policy variable that has no value. */
  readonly unresolvedNotResource: 'no-match' | 'match';
  /** A federated-user session without a session policy. */
  readonly federatedWithoutSession: 'no-limit' | 'nothing-allowed';
  /** A registry policy of scope V2 on actions that name no resource. */
  readonly registryPolicyOnStarOnly: 'consulted' | 'ignored';
  /** `ecr:ReplicateImage` in a repository policy. */
  readonly replicateInRepositoryPolicy: 'ignored' | 'consulted';
  /** Operators in another spelling than the documented one. */
  readonly operatorCase: 'ignored' | 'exact';
}

// ---- the question --------------------------------------------------------------------------------------------------

/** One request, as AWS sees it when it decides. */
export interface AuthorizationRequest {
  /** ARN of a user, role session, federated user or account root, a service principal, or `anonymous`. */
  readonly principal: string;
  /** The role behind a session, needed when the role has a path. */
  readonly principalRoleArn?: string | undefined;
  /** The user behind a federated-user session. */
  readonly principalUserArn?: string | undefined;
  /** `ecr:BatchGetImage`; case does not matter. */
  readonly action: string;
  /** An ARN, or `*` for actions that name no resource. */
  readonly resource: string;
  /** The resource's account, for ARNs that carry none, such as those of S3. */
  readonly resourceAccount?: string | undefined;
  /** Condition keys, in any case. An empty list says that the key is absent, also where it could be derived. */
  readonly context?: { readonly [key: string]: string | readonly string[] } | undefined;
  /** The instant of the request, in milliseconds since 1970 UTC; absent, `aws:CurrentTime` is a missing key. */
  readonly atMs?: number | undefined;
}

export interface AuthorizeOptions {
  /** What a condition key is that the context does not hold; `absent`, as AWS takes it, unless said otherwise. */
  readonly missingContext?: 'absent' | 'unknown' | undefined;
}

// ---- the answer ----------------------------------------------------------------------------------------------------

/** A layer that stands in the way: by an explicit deny, or because nothing in it allows the request. */
export interface Blocker {
  readonly layer: PolicyKind;
  /** The `id` of the organization's level. */
  readonly level?: string | undefined;
  readonly kind: 'implicit' | 'explicit';
}

/** A condition whose outcome is not known. Without an operator it is a policy variable that has no value. */
export interface OpenCondition {
  /** As the policy spells it. */
  readonly key: string;
  readonly operator?: string | undefined;
  readonly values: readonly string[];
}

export type SettledKind = 'allowed' | 'implicitDeny' | 'explicitDeny';

/** May it? In the words of IAM's own policy simulator, and every layer that blocks. */
export type AuthorizationDecision =
  | { readonly kind: 'allowed'; readonly blockedBy: readonly Blocker[] }
  | { readonly kind: 'implicitDeny' | 'explicitDeny'; readonly blockedBy: readonly Blocker[] }
  | {
      readonly kind: 'depends';
      /** The conditions on which the answer turns, and no others. */
      readonly on: readonly OpenCondition[];
      /** The answers that are possible. */
      readonly between: readonly SettledKind[];
    };

/** A decision with its reasons. */
export interface AuthorizationExplanation {
  readonly decision: AuthorizationDecision;
  /** The answer and its ground, in one sentence. */
  readonly sentence: string;
  /** The error AWS itself answers with; it names one kind of policy even where several block. */
  readonly awsMessage?: string | undefined;
  /** Every layer there is, in the order in which they are evaluated. */
  readonly layers: readonly LayerExplanation[];
  /** Every statement, in the order of the policies. */
  readonly statements: readonly StatementExplanation[];
  /** What would have to change for the request to be allowed, all of it; empty when it is. */
  readonly changes: readonly NeededChange[];
  /** Doubts about AWS that mattered here: with the other reading the answer is another. */
  readonly doubts: readonly MatteringDoubt[];
  /** Ids of the facts it rests on. */
  readonly because: readonly string[];
}

/**
 * What one layer says. `silent`: nothing in it allows the request. `exempt`: it does not bear on this caller, resource
 * or action. `unknown`: that hangs on context nobody gave.
 */
export type LayerVerdict = 'allow' | 'deny' | 'silent' | 'exempt' | 'unknown';

export interface LayerExplanation {
  readonly layer: PolicyKind;
  readonly level?: string | undefined;
  readonly verdict: LayerVerdict;
  /** Whether it stands in the way. */
  readonly blocks: boolean;
  readonly sentence: string;
}

export interface StatementExplanation {
  /** JSON pointer into the policy set. */
  readonly at: string;
  readonly sid?: string | undefined;
  readonly layer: PolicyKind;
  readonly level?: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  /** `exempt`: nobody asks it, since its layer does not bear on the request. */
  readonly outcome: 'applies' | 'misses' | 'unknown' | 'exempt';
  /** The first element that fails, or that is unknown. */
  readonly element?: 'Action' | 'Principal' | 'Resource' | 'Condition' | undefined;
  readonly sentence: string;
}

export interface NeededChange {
  readonly layer: PolicyKind;
  readonly level?: string | undefined;
  /** `allow`: a statement must be added. `narrow`: the statements at these places must no longer apply. */
  readonly kind: 'allow' | 'narrow';
  readonly at: readonly string[];
  readonly sentence: string;
}

export interface MatteringDoubt {
  readonly reading: keyof IamReadings;
  readonly taken: string;
  readonly other: string;
  /** The answer with the other reading. */
  readonly otherwise: AuthorizationDecision['kind'];
}
