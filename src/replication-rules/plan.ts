import { unreachable } from '../base/invariant.js';
import { arrivalOf } from './arrival.js';
import { rulesFor } from './match.js';
import { refusalOf, unknownsOf } from './obstacles.js';
import type {
  CompiledDestination,
  CompiledReplication,
  DestinationPlan,
  DestinationState,
  ReplicatedImage,
  ReplicationPlan,
  ReplicationPush,
  ReplicationWorld,
  SkipReason,
} from './types.js';

/**
 * What a push, a restore or a pull-through import does in every destination. Nothing is ever sent on from there. What is
 * not told about a destination is unknown, and the plan says what depends on it.
 */
export function planReplication(
  compiled: CompiledReplication,
  push: ReplicationPush,
  world: ReplicationWorld = [],
): ReplicationPlan {
  const skipped = reasonToSkip(compiled, push);
  const applying = rulesFor(compiled, push.repositoryName);
  return {
    repositoryName: push.repositoryName,
    images: imagesOf(push),
    destinations: compiled.destinations.map((destination) => {
      const { region, registryId } = destination;
      const rules = destination.rules.filter((rule) => applying.has(rule));
      if (skipped !== undefined) {
        return { region, registryId, rules: [], outcome: 'skipped', reason: skipped };
      }
      if (rules.length === 0) return { region, registryId, rules, outcome: 'filtered' };
      return planDestination(destination, rules, push.imageTags, stateIn(world, destination));
    }),
  };
}

/** What never travels, wherever the rules would send it. */
function reasonToSkip(
  { configuredAtMs }: CompiledReplication,
  { cause, atMs }: ReplicationPush,
): SkipReason | undefined {
  switch (cause) {
    case 'replicated':
      return 'arrived-by-replication';
    case 'delete':
      return 'deletions-stay';
    case 'archive':
      return 'archiving-stays';
    case 'settings':
      return 'settings-stay';
    case 'push':
    case 'restore':
    case 'pull-through':
      if (configuredAtMs === undefined || atMs === undefined) return undefined;
      return atMs < configuredAtMs ? 'before-configuration' : undefined;
    default:
      return unreachable(cause);
  }
}

/**
 * What becomes of an image that a rule sends to a destination. A certain failure counts before anything uncertain, since
 * no answer could change it.
 */
export function planDestination(
  destination: CompiledDestination,
  rules: readonly number[],
  imageTags: readonly string[],
  state: DestinationState | undefined,
): DestinationPlan {
  const { region, registryId } = destination;
  const refusal = refusalOf(destination, state);
  if (refusal !== undefined) return { region, registryId, rules, ...refusal };
  const arrival = arrivalOf(imageTags, state);
  const on = unknownsOf(destination, state);
  if (on.length > 0) return { region, registryId, rules, outcome: 'depends', on, ...arrival };
  return { region, registryId, rules, outcome: 'copied', status: 'COMPLETE', ...arrival };
}

function stateIn(
  world: ReplicationWorld,
  { region, registryId }: CompiledDestination,
): DestinationState | undefined {
  return world.find((state) => state.region === region && state.registryId === registryId);
}

function imagesOf({
  imageDigest,
  references = [],
  referrers = [],
}: ReplicationPush): readonly ReplicatedImage[] {
  const images: ReplicatedImage[] = [{ imageDigest, part: 'image' }];
  const seen = new Set([imageDigest]);
  const add = (digests: readonly string[], part: ReplicatedImage['part']) => {
    for (const digest of digests) {
      if (seen.has(digest)) continue;
      seen.add(digest);
      images.push({ imageDigest: digest, part });
    }
  };
  add(references, 'child');
  add(referrers, 'referrer');
  return images;
}
