import { rootPrefix, upstreamCredentials } from '../facts/pull-through.js';
import type {
  CompiledPullThrough,
  CompiledPullThroughRule,
  PullThroughReadings,
  PullThroughRule,
} from './types.js';
import { upstreamOf } from './upstream.js';

/** Turns pull through cache rules into what `resolveUpstream` and `decidePull` run. */
export function compilePullThrough(
  rules: readonly PullThroughRule[],
  { readings = {} }: { readonly readings?: PullThroughReadings | undefined } = {},
): CompiledPullThrough {
  const compiled = rules.map(compileRule);
  const longer = readings.overlap === 'shortest' ? -1 : 1;
  return {
    rules: compiled.sort((a, b) => rank(b, longer) - rank(a, longer)),
    deniedImportServes: readings.deniedImport !== 'not-found',
    deniedImportCreates: readings.deniedImportCreates === 'the-repository',
  };
}

function compileRule(rule: PullThroughRule, index: number): CompiledPullThroughRule {
  const { ecrRepositoryPrefix, upstreamRepositoryPrefix = rootPrefix, upstreamRegistryUrl } = rule;
  const upstreamRegistry = upstreamOf(upstreamRegistryUrl) ?? rule.upstreamRegistry;
  return {
    rule: index,
    start: startOf(ecrRepositoryPrefix),
    upstreamStart: startOf(upstreamRepositoryPrefix),
    upstreamRegistryUrl,
    upstreamRegistry,
    credentials: credentialsOf(rule, upstreamRegistry),
  };
}

/** A prefix ends in a slash, written or not; `ROOT` is no prefix at all. */
function startOf(prefix: string): string {
  if (prefix === rootPrefix) return '';
  return prefix.endsWith('/') ? prefix : `${prefix}/`;
}

function credentialsOf(
  { customRoleArn, credentialArn }: PullThroughRule,
  registry: CompiledPullThroughRule['upstreamRegistry'],
): CompiledPullThroughRule['credentials'] {
  if (customRoleArn !== undefined) return 'role';
  if (credentialArn !== undefined) return 'secret';
  if (registry === undefined) return 'unknown';
  // Within one account Amazon ECR needs no role.
  return registry === 'ecr' ? 'none' : upstreamCredentials[registry];
}

/** `ROOT` is tried last under either reading. */
function rank({ start }: CompiledPullThroughRule, longer: number): number {
  return start === '' ? Number.NEGATIVE_INFINITY : longer * start.length;
}
