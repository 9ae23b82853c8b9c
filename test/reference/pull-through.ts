import type { CachePull, PullThroughRule } from '../../src/pull-through/index.js';

/**
 * Prefix resolution as the guide words it, naively: a slash is assumed behind a prefix; the longest prefix a name starts
 * with decides, ROOT if there is none; the upstream's prefix takes its place, and ROOT stands for nothing.
 */
export function referenceUpstream(
  rules: readonly PullThroughRule[],
  name: string,
): { url: string; repository: string } | undefined {
  const withSlash = (prefix: string) => (prefix.endsWith('/') ? prefix : `${prefix}/`);
  let best: PullThroughRule | undefined;
  for (const rule of rules) {
    const { ecrRepositoryPrefix: prefix } = rule;
    if (prefix === 'ROOT') {
      best ??= rule;
      continue;
    }
    const start = withSlash(prefix);
    if (!name.startsWith(start) || name === start) continue;
    const before = best?.ecrRepositoryPrefix;
    if (before === undefined || before === 'ROOT' || start.length > withSlash(before).length) {
      best = rule;
    }
  }
  if (best === undefined) return undefined;
  const { ecrRepositoryPrefix: own, upstreamRepositoryPrefix: theirs = 'ROOT' } = best;
  const rest = own === 'ROOT' ? name : name.slice(withSlash(own).length);
  const repository = theirs === 'ROOT' ? rest : withSlash(theirs) + rest;
  return { url: best.upstreamRegistryUrl, repository };
}

/** What a puller sees of a pull of which everything is known: a digest, or the words of an error. */
export function referencePull(rules: readonly PullThroughRule[], pull: CachePull): string {
  const upstream = referenceUpstream(rules, pull.repositoryName);
  if (upstream === undefined) return 'ordinary';
  const { cached, what } = pull;
  const digest = pull.upstream.kind === 'has' ? pull.upstream.digest : undefined;
  if (cached === undefined) {
    if (pull.repository === 'missing' && pull.mayCreateRepository === 'denied')
      return 'name-unknown';
    if (pull.mayImport === 'denied') {
      return pull.repository === 'missing' ? 'name-unknown' : 'manifest-unknown';
    }
    const hub = upstream.url === 'registry-1.docker.io';
    if (hub && !upstream.repository.includes('/')) return 'forbidden';
    if (digest !== undefined) return `${digest} ${pull.repository === 'missing'}`;
    const failures: Record<string, string> = {
      lacks: 'manifest-unknown',
      denied: 'UpstreamAccessDenied',
      throttled: 'UpstreamTooManyRequests',
      unavailable: 'UpstreamUnavailable',
    };
    return failures[pull.upstream.kind] ?? 'unknown';
  }
  const byDigest = what !== 'referrers' && pull.reference.startsWith('sha256:');
  const hours = (pull.atMs - cached.checkedAtMs) / 3_600_000;
  const fresh = hours < (what === 'referrers' ? 6 : 24);
  const stuck = what !== 'referrers' && pull.tag === 'locked';
  const updates = !byDigest && !fresh && !stuck && pull.mayImport === 'allowed';
  return `${updates && digest !== undefined ? digest : cached.digest} false`;
}
