import {
  createAction,
  createGrantedBy,
  createRuleAction,
  createRuleGrantedBy,
  importAction,
  importGrantedBy,
  pullActions,
  pullGrantedBy,
  referrerActions,
  roleActions,
  roleTrustedService,
  tokenAction,
  tokenGrantedBy,
  upstreamPolicyActions,
} from '../facts/pull-through.js';
import { resolveUpstream } from './resolve.js';
import type { CompiledPullThrough, PullThroughNeed, PullThroughNeeds } from './types.js';
import { ecrRegistryOf } from './upstream.js';

/** What whoever creates a rule needs. */
export const ruleCreatorNeeds: readonly PullThroughNeed[] = [
  { action: createRuleAction, on: '*', grantedBy: createRuleGrantedBy },
];

/** A pull of which is asked what it needs. */
export interface NeedsQuestion {
  readonly repositoryName: string;
  readonly what?: 'image' | 'referrers' | undefined;
  readonly repository: 'exists' | 'missing';
  /** Whether the cache can answer without the upstream. */
  readonly cached: boolean;
  /** The account of the cache; without it an Amazon ECR upstream counts as one of another account. */
  readonly registryId?: string | undefined;
}

/** Who must be permitted what, for a pull to be answered: the puller, the rule's role and the upstream's policy. */
export function pullThroughNeeds(
  pullThrough: CompiledPullThrough,
  question: NeedsQuestion,
): PullThroughNeeds {
  const { repositoryName, what, repository, cached, registryId } = question;
  const resolution = resolveUpstream(pullThrough, repositoryName);
  const actions = what === 'referrers' ? referrerActions : pullActions;
  const pull: readonly PullThroughNeed[] = [
    { action: tokenAction, on: '*', grantedBy: tokenGrantedBy },
    ...actions.map(
      (action): PullThroughNeed => ({ action, on: 'repository', grantedBy: pullGrantedBy }),
    ),
  ];
  if (resolution.kind === 'ordinary' || cached)
    return { puller: pull, role: [], upstreamPolicy: [] };
  const imports: PullThroughNeed = {
    action: importAction,
    on: 'repository',
    grantedBy: importGrantedBy,
  };
  const creates: PullThroughNeed = {
    action: createAction,
    on: 'repository',
    grantedBy: createGrantedBy,
  };
  const puller = repository === 'missing' ? [...pull, imports, creates] : [...pull, imports];
  const upstream = ecrRegistryOf(resolution.upstreamRegistryUrl);
  if (upstream === undefined) return { puller, role: [], upstreamPolicy: [] };
  const foreign = upstream.registryId !== registryId;
  const takesRole = foreign || resolution.credentials === 'role';
  return {
    puller,
    role: takesRole ? roleActions : [],
    roleTrusts: takesRole ? roleTrustedService : undefined,
    upstreamPolicy: foreign ? upstreamPolicyActions : [],
  };
}
