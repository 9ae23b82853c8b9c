import { invariant } from '../../base/invariant.js';
import { byCodeUnit } from '../../base/order.js';
import { valuesOf } from '../../base/persistent-map.js';
import type { CompiledLifecyclePolicy } from '../../lifecycle/index.js';
import { LivingRepository, type LivingRun } from '../../lifecycle/living/index.js';
import type { RegistryAddress } from '../../model/registry.js';
import {
  imageOf,
  type Registry,
  type RegistryEvent,
  type Repository,
} from '../../registry/index.js';
import { type RunPlan, runAsPlanned } from '../../registry/time/index.js';
import { registriesOf } from './holdings.js';
import { repositoryKey } from './tally.js';

/** What one run of a repository's policy made of the registry. */
export interface PolicyRun extends RegistryAddress {
  readonly repositoryName: string;
  readonly registry: Registry;
  readonly events: readonly RegistryEvent[];
  /** Images that are marked and held back by an index that stays. */
  readonly blockedCount: number;
}

/** A repository that lives under its policy, and the images that something happened to since its last run. */
interface Lively {
  readonly living: LivingRepository;
  readonly compiled: CompiledLifecyclePolicy;
  /** By digest whether the image went meanwhile; one that came again is another one to the policy. */
  readonly touched: Map<string, boolean>;
}

/**
 * The lifecycle policies of a whole value, run again and again at the cost of what has changed: each repository lives
 * beside the value and hears of everything that happens to its images.
 */
export class LivingPolicies {
  private readonly known = new Map<string, Lively>();

  /** Takes note of images that something has happened to. */
  note(events: readonly RegistryEvent[]): void {
    for (const event of events) {
      if (!('imageDigest' in event)) continue;
      const touched = this.known.get(repositoryKey(event, event.repositoryName))?.touched;
      const went = event.kind === 'image-deleted' || touched?.get(event.imageDigest) === true;
      touched?.set(event.imageDigest, went);
    }
  }

  /** Runs the policy of every repository that has one, by account, Region and name, as `LifecycleRun` does. */
  *run(registry: Registry, atMs: number): Generator<PolicyRun, void, Registry> {
    let now = registry;
    for (const { registryId, region, repositories } of registriesOf(registry)) {
      const withPolicy = valuesOf(repositories).filter(
        ({ lifecyclePolicy }) => lifecyclePolicy !== undefined,
      );
      withPolicy.sort((a, b) => byCodeUnit(a.repositoryName, b.repositoryName));
      for (const repository of withPolicy) {
        const { repositoryName } = repository;
        const run = this.livelyOf(registryId, region, repository).run(atMs);
        const place = { registryId, region, atMs };
        const done = runAsPlanned(now, place, repositoryName, planOf(run));
        const { blockedCount } = run;
        now = yield { registryId, region, repositoryName, ...done, blockedCount };
      }
    }
  }

  /** The living repository, brought up to what the registry holds. */
  private livelyOf(registryId: string, region: string, repository: Repository): LivingRepository {
    const key = repositoryKey({ registryId, region }, repository.repositoryName);
    const known = this.known.get(key);
    const compiled = repository.lifecyclePolicy?.compiled;
    invariant(compiled !== undefined, 'a policy that runs is there');
    if (known?.compiled !== compiled) {
      const living = new LivingRepository(compiled, valuesOf(repository.images));
      this.known.set(key, { living, compiled, touched: new Map() });
      return living;
    }
    const { living, touched } = known;
    for (const [digest, went] of touched) {
      const image = imageOf(repository, digest);
      if (went) living.remove(digest);
      if (image === undefined) continue;
      if (living.get(digest) === undefined) living.add(image);
      else living.change(image);
    }
    touched.clear();
    return living;
  }
}

/** The run as the registry carries it out; of what is held back the number alone is known, and told beside it. */
function planOf({ departures }: LivingRun): RunPlan {
  return {
    previewResults: departures.flatMap(({ image: { imageDigest }, action, rulePriority }) =>
      rulePriority === null ? [] : [{ imageDigest, action, appliedRulePriority: rulePriority }],
    ),
    cascaded: departures.flatMap(({ image, action, rulePriority }) => {
      const { imageDigest, subjectManifestDigest } = image;
      if (rulePriority !== null || subjectManifestDigest === undefined) return [];
      return [{ imageDigest, subjectManifestDigest, action }];
    }),
    blocked: [],
  };
}
