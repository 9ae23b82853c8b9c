import { officialImageNamespace } from '../facts/pull-through.js';
import type { CompiledPullThrough, UpstreamResolution } from './types.js';

/** Which rule a repository is under, and which repository of the upstream it stands for. */
export function resolveUpstream(
  pullThrough: CompiledPullThrough,
  repositoryName: string,
): UpstreamResolution {
  const found = pullThrough.rules.find(({ start }) => isUnder(repositoryName, start));
  if (found === undefined) return { kind: 'ordinary' };
  const { rule, start, upstreamStart, upstreamRegistry, upstreamRegistryUrl, credentials } = found;
  const upstreamRepositoryName = upstreamStart + repositoryName.slice(start.length);
  return {
    kind: 'cached',
    rule,
    upstreamRegistry,
    upstreamRegistryUrl,
    upstreamRepositoryName,
    credentials,
    lacksNamespace: upstreamRegistry === 'docker-hub' && !upstreamRepositoryName.includes('/'),
  };
}

/** The prefix itself is no repository under it. */
function isUnder(repositoryName: string, start: string): boolean {
  return repositoryName.length > start.length && repositoryName.startsWith(start);
}

/** The name under which Docker Hub keeps an official image, for a name without a namespace. */
export function officialImageName(upstreamRepositoryName: string): string {
  return `${officialImageNamespace}/${upstreamRepositoryName}`;
}
