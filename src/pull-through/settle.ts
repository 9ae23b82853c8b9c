import {
  imageValidityMs,
  referrersValidityMs,
  upstreamExceptions,
  upstreamFailures,
} from '../facts/pull-through.js';
import { resolveUpstream } from './resolve.js';
import type {
  CachedImage,
  CachePull,
  CompiledPullThrough,
  PullFailure,
  PullVerdict,
  ServedReason,
  UpstreamAnswer,
} from './types.js';

/** A pull of which everything is known. */
export interface KnownPull extends CachePull {
  readonly repository: 'exists' | 'missing';
  readonly upstream: KnownAnswer;
  readonly tag: 'movable' | 'locked';
  readonly mayImport: 'allowed' | 'denied';
  readonly mayCreateRepository: 'allowed' | 'denied';
}

export type KnownAnswer = Has | Failure;

type Has = Extract<UpstreamAnswer, { kind: 'has' }>;

interface Failure {
  readonly kind: 'lacks' | 'denied' | 'throttled' | 'unavailable';
}

/** What a pull gives when everything about it is known. */
export function settlePull(pullThrough: CompiledPullThrough, pull: KnownPull): PullVerdict {
  const resolution = resolveUpstream(pullThrough, pull.repositoryName);
  if (resolution.kind === 'ordinary') return { kind: 'ordinary' };
  if (pull.cached === undefined) return firstPull(pullThrough, pull, resolution.lacksNamespace);
  return withoutAsking(pull, pull.cached) ?? laterPull(pullThrough, pull, pull.cached);
}

/** Nothing is cached: the image must be imported, into a repository that may have to be created. */
function firstPull(
  { deniedImportCreates }: CompiledPullThrough,
  pull: KnownPull,
  lacksNamespace: boolean,
): PullVerdict {
  const missing = pull.repository === 'missing';
  if (missing && pull.mayCreateRepository === 'denied') return failed('name-unknown');
  if (pull.mayImport === 'denied') {
    return failed(missing && !deniedImportCreates ? 'name-unknown' : 'manifest-unknown');
  }
  if (lacksNamespace) return failed('forbidden');
  if (pull.upstream.kind === 'has') return imported(pull, pull.upstream, missing);
  return upstreamFailed(pull, pull.upstream);
}

/** What the cache answers by itself: a check that still holds, or a digest, which never changes. */
function withoutAsking(pull: KnownPull, cached: CachedImage): PullVerdict | undefined {
  const { digest } = cached;
  if (pull.what !== 'referrers' && isDigest(pull.reference)) {
    return { kind: 'served', digest, reason: 'digest', asked: false };
  }
  const freshUntilMs = cached.checkedAtMs + validityOf(pull);
  if (pull.atMs >= freshUntilMs) return undefined;
  return { kind: 'served', digest, reason: 'fresh', asked: false, freshUntilMs };
}

/** The check is due: the upstream is asked, and whatever goes wrong, the cached image is served. */
function laterPull(
  { deniedImportServes }: CompiledPullThrough,
  pull: KnownPull,
  cached: CachedImage,
): PullVerdict {
  const { upstream, mayImport, tag } = pull;
  if (mayImport === 'denied') {
    return deniedImportServes ? served(cached, 'import-denied', false) : failed('manifest-unknown');
  }
  if (upstream.kind !== 'has') return served(cached, `upstream-${upstream.kind}`, true);
  if (upstream.digest === cached.digest) {
    const freshUntilMs = pull.atMs + validityOf(pull);
    return {
      kind: 'served',
      digest: cached.digest,
      reason: 'unchanged',
      asked: true,
      freshUntilMs,
    };
  }
  if (pull.what !== 'referrers' && tag === 'locked') return served(cached, 'tag-locked', true);
  return imported(pull, upstream, false, cached.digest);
}

function validityOf({ what }: KnownPull): number {
  return what === 'referrers' ? referrersValidityMs : imageValidityMs;
}

/** Tags hold no colon. */
function isDigest(reference: string): boolean {
  return reference.includes(':');
}

function served(cached: CachedImage, reason: ServedReason, asked: boolean): PullVerdict {
  return { kind: 'served', digest: cached.digest, reason, asked };
}

function failed(failure: PullFailure, exception?: string): PullVerdict {
  return exception === undefined
    ? { kind: 'failed', failure }
    : { kind: 'failed', failure, exception };
}

function imported(
  pull: KnownPull,
  upstream: Has,
  createsRepository: boolean,
  replacedDigest?: string,
): PullVerdict {
  return {
    kind: 'imported',
    digest: upstream.digest,
    createsRepository,
    ...(replacedDigest === undefined ? {} : { replacedDigest }),
    brings: bringsOf(pull, upstream),
    freshUntilMs: pull.atMs + validityOf(pull),
  };
}

function bringsOf(
  { what }: KnownPull,
  { isIndex }: Has,
): 'image' | 'index-and-its-images' | 'referrers' {
  if (what === 'referrers') return 'referrers';
  return isIndex === true ? 'index-and-its-images' : 'image';
}

function upstreamFailed({ what = 'image' }: KnownPull, { kind }: Failure): PullVerdict {
  if (kind === 'lacks') return failed('manifest-unknown');
  return failed(upstreamFailures[kind], upstreamExceptions[what]);
}
