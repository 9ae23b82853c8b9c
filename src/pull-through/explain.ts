import { filled } from '../base/frame.js';
import { unreachable } from '../base/invariant.js';
import { quote } from '../base/quote.js';
import type { FactId } from '../facts/ledger/index.js';
import { visibleErrors } from '../facts/pull-through.js';
import { formatInstant } from '../model/instant.js';
import { decidePull } from './decide.js';
import { officialImageName, resolveUpstream } from './resolve.js';
import type {
  CachePull,
  CompiledPullThrough,
  PullExplanation,
  PullFailure,
  PullVerdict,
  ServedReason,
  UpstreamResolution,
} from './types.js';

/** The verdict of `decidePull`, with the rule it is under, a sentence, and the facts it rests on. */
export function explainPull(pullThrough: CompiledPullThrough, pull: CachePull): PullExplanation {
  const verdict = decidePull(pullThrough, pull);
  const resolution = resolveUpstream(pullThrough, pull.repositoryName);
  return {
    verdict,
    resolution,
    clientShows: verdict.kind === 'failed' ? clientShows(verdict.failure, pull) : undefined,
    sentence: `${where(pull, resolution)}${what(verdict, resolution)}`,
    because: [...resolutionFacts(resolution), ...verdictFacts(verdict, pull)],
  };
}

function where({ repositoryName }: CachePull, resolution: UpstreamResolution): string {
  if (resolution.kind === 'ordinary') return '';
  const { upstreamRegistryUrl, upstreamRepositoryName } = resolution;
  return `${quote(repositoryName)} caches ${upstreamRegistryUrl}/${upstreamRepositoryName}: `;
}

function what(verdict: PullVerdict, resolution: UpstreamResolution): string {
  switch (verdict.kind) {
    case 'ordinary':
      return 'no pull through cache rule is for this repository, so it is pulled like any other';
    case 'served':
      return `${verdict.digest} is served from the cache, ${served[verdict.reason]}`;
    case 'imported':
      return `${verdict.digest} is imported${importDetails(verdict)}`;
    case 'failed':
      return failures[verdict.failure](resolution);
    case 'depends':
      return `it depends on ${verdict.on.map(quote).join(', ')}`;
    default:
      return unreachable(verdict);
  }
}

const served: Readonly<Record<ServedReason, string>> = {
  fresh: 'since its last check against the upstream still holds',
  digest: 'since a digest never changes',
  unchanged: 'since the upstream has nothing newer',
  'import-denied': 'since the puller may not import a newer one',
  'tag-locked': 'since the tag is immutable and cannot move to the newer image',
  'upstream-denied': 'since the upstream denies access',
  'upstream-lacks': 'since the upstream has it no longer',
  'upstream-throttled': 'since the upstream limits the rate',
  'upstream-unavailable': 'since the upstream cannot be reached',
};

function importDetails(verdict: Extract<PullVerdict, { kind: 'imported' }>): string {
  const parts = [
    verdict.createsRepository ? ' into a repository that is created for it' : '',
    verdict.brings === 'index-and-its-images' ? ', with every image of the index' : '',
    verdict.replacedDigest === undefined ? '' : `, and ${verdict.replacedDigest} loses the tag`,
  ];
  return `${parts.join('')}; the next check is due at ${formatInstant(verdict.freshUntilMs)}`;
}

const failures: Readonly<Record<PullFailure, (resolution: UpstreamResolution) => string>> = {
  'name-unknown': () =>
    'the client is told that the repository does not exist, since it is missing and the puller may not have it created',
  'manifest-unknown': () =>
    'the client is told that the image does not exist: the puller may not import it, or the upstream has none',
  forbidden: (resolution) => {
    const name = resolution.kind === 'cached' ? resolution.upstreamRepositoryName : '';
    return `the client is told 403, since official images of Docker Hub are under ${quote(officialImageName(name))}`;
  },
  UpstreamAccessDenied: () => 'nothing is cached, and the upstream denies access',
  UpstreamTooManyRequests: () => 'nothing is cached, and the upstream limits the rate',
  UpstreamUnavailable: () => 'nothing is cached, and the upstream cannot be reached',
};

function clientShows(failure: PullFailure, pull: CachePull): string | undefined {
  switch (failure) {
    case 'name-unknown': {
      const { repositoryName, registryId = '<account>' } = pull;
      return filled(visibleErrors.repositoryNotFound, repositoryName, registryId);
    }
    case 'manifest-unknown':
      return visibleErrors.imageNotFound;
    case 'forbidden':
      return visibleErrors.forbidden;
    default:
      return undefined;
  }
}

function resolutionFacts(resolution: UpstreamResolution): FactId[] {
  return resolution.kind === 'ordinary'
    ? ['pull-through.slashIsAssumed']
    : [
        'pull-through.slashIsAssumed',
        'pull-through.longestPrefixWins',
        'pull-through.upstreamPrefixReplaces',
      ];
}

function verdictFacts(verdict: PullVerdict, pull: CachePull): FactId[] {
  const validity: FactId =
    pull.what === 'referrers' ? 'pull-through.referrersValidityMs' : 'pull-through.imageValidityMs';
  switch (verdict.kind) {
    case 'ordinary':
      return [];
    case 'served':
      return [validity, ...servedFacts[verdict.reason]];
    case 'imported':
      return [
        validity,
        'pull-through.importAction',
        ...(verdict.createsRepository
          ? (['pull-through.missingRepositoryIsCreated', 'pull-through.createAction'] as const)
          : []),
        ...(verdict.brings === 'index-and-its-images'
          ? (['pull-through.indexBringsChildren'] as const)
          : []),
      ];
    case 'failed':
      return failureFacts[verdict.failure];
    case 'depends':
      return ['pull-through.importAction', 'pull-through.createAction'];
    default:
      return unreachable(verdict);
  }
}

const servedFacts: Readonly<Record<ServedReason, FactId[]>> = {
  fresh: [],
  digest: ['pull-through.digestNeverChanges'],
  unchanged: ['pull-through.checkCountsAsValidation'],
  'import-denied': ['pull-through.deniedImportServesCache'],
  'tag-locked': ['pull-through.lockedTagStays'],
  'upstream-denied': ['pull-through.staleServedOnFailure'],
  'upstream-lacks': ['pull-through.staleServedOnFailure'],
  'upstream-throttled': ['pull-through.staleServedOnFailure'],
  'upstream-unavailable': ['pull-through.staleServedOnFailure'],
};

const failureFacts: Readonly<Record<PullFailure, FactId[]>> = {
  'name-unknown': [
    'pull-through.visibleErrors',
    'pull-through.createAction',
    'pull-through.deniedImportCreatesNothing',
  ],
  'manifest-unknown': ['pull-through.visibleErrors', 'pull-through.importAction'],
  forbidden: ['pull-through.visibleErrors', 'pull-through.officialImageNeedsLibrary'],
  UpstreamAccessDenied: ['pull-through.upstreamFailures', 'pull-through.upstreamExceptions'],
  UpstreamTooManyRequests: ['pull-through.upstreamFailures', 'pull-through.upstreamExceptions'],
  UpstreamUnavailable: ['pull-through.upstreamFailures', 'pull-through.upstreamExceptions'],
};
