import type { Verdict } from '../../base/proof.js';
import type { AuthorizationDecision, AuthorizationRequest } from '../types.js';
import type { UnknownReason } from './realm.js';

/** What every answer rests on besides the policies. The guide to proofs says what each means. */
export type Assumption =
  /** Only the actions of the catalog's service are looked at, as its data lists them. */
  | 'known-actions'
  /** Accounts have twelve digits, repositories a name that ECR accepts, Regions are published ones or named. */
  | 'well-formed-names'
  /** Requests are signed. */
  | 'signed-requests'
  /** Keys that follow from caller, resource or time agree with them; all other keys may have any value. */
  | 'independent-keys'
  /** The values of a key are of the type that its operators compare. */
  | 'typed-values'
  /** The root user of an account does not call. */
  | 'no-root-user'
  /** Instants are whole seconds. */
  | 'whole-seconds'
  /** The rest of a policy set that was not given allows what the policy in question allows. */
  | 'other-side-allows'
  /** No identity policy was given, which alone can grant the token to log in with; somebody else grants it. */
  | 'token-from-elsewhere';

/** Where nobody can tell, and why. */
export interface Unknown {
  readonly reason: UnknownReason;
  /** JSON pointer to the statement that is to blame; empty for the whole. */
  readonly where: string;
  /** The key or the resource that is to blame. */
  readonly key: string;
}

/** What the engine says of a request on both sides. */
export interface Replay {
  readonly before: AuthorizationDecision;
  readonly after: AuthorizationDecision;
}

type Basic = Verdict<AuthorizationRequest, AuthorizationDecision, Assumption, UnknownReason>;

/** A verdict about policies, with more to say where it fails. */
export type PolicyVerdict<More> =
  | Exclude<Basic, { readonly kind: 'fails' }>
  | (Extract<Basic, { readonly kind: 'fails' }> & More);
