import type { FactId } from '../../facts/ledger/index.js';
import type { PolicyKind } from '../types.js';

/** What a kind of policy must and must not contain. */
export interface Grammar {
  /** How people call it. */
  readonly name: string;
  readonly principal: 'required' | 'forbidden';
  readonly resource: 'required' | 'optional';
  /** The fact behind a required resource. */
  readonly resourceFact: FactId;
  /** Whether a Sid holds letters and digits only, and stands once. */
  readonly plainSid: boolean;
}

const ofPrincipals = {
  principal: 'forbidden',
  resource: 'required',
  resourceFact: 'policy.resourceRequired',
  plainSid: true,
} as const;

const ofResources = { ...ofPrincipals, principal: 'required', plainSid: false } as const;

/** The grammar of each kind: one table, so that no kind has a reader of its own. */
export const grammars: Readonly<Record<PolicyKind, Grammar>> = {
  identity: { ...ofPrincipals, name: 'an identity policy' },
  boundary: { ...ofPrincipals, name: 'a permissions boundary' },
  session: { ...ofPrincipals, name: 'a session policy' },
  scp: { ...ofPrincipals, name: 'a service control policy' },
  rcp: { ...ofResources, plainSid: true, name: 'a resource control policy' },
  repository: { ...ofResources, resource: 'optional', name: 'a repository policy' },
  registry: {
    ...ofResources,
    resourceFact: 'policy.registryPolicyResource',
    name: 'a registry policy',
  },
  endpoint: { ...ofResources, name: 'an endpoint policy' },
};
