import { requestsPerSecondMax } from '../../facts/quotas.js';
import { isReservedTagKey } from '../../tagging/resources/index.js';
import type {
  FilteredRule,
  QuotaInventory,
  QuotaName,
  QuotaRepository,
  QuotaUse,
  RatedOperation,
} from './types.js';

/** Where and how much a quota is used; undefined when the inventory does not say. */
export function usesOf(
  quota: QuotaName,
  inventory: QuotaInventory,
): readonly QuotaUse[] | undefined {
  return isRated(quota) ? once(inventory.requestsPerSecond?.[quota]) : countersOf[quota](inventory);
}

type Counter = (inventory: QuotaInventory) => readonly QuotaUse[] | undefined;

const countersOf: Readonly<Record<Exclude<QuotaName, RatedOperation>, Counter>> = {
  repositories: ({ repositories }) => once(repositories?.length),
  'images-per-repository': eachRepository(({ images }) => images?.length),
  'tags-per-image': tagsPerImage,
  'resource-tags-per-repository': eachRepository(
    ({ tags }) => tags?.filter(({ Key }) => !isReservedTagKey(Key)).length,
  ),
  'exclusion-filters-per-repository': eachRepository(
    ({ imageTagMutabilityExclusionFilters: filters }) => filters?.length,
  ),
  'lifecycle-rules': eachRepository(({ lifecyclePolicy }) => lifecyclePolicy?.rules.length),
  'lifecycle-policy-length': eachRepository(
    ({ lifecyclePolicyText }) => lifecyclePolicyText?.length,
  ),
  'repository-policy-length': eachRepository(
    ({ repositoryPolicyText }) => repositoryPolicyText?.length,
  ),
  'registry-policy-length': ({ registryPolicyText }) => once(registryPolicyText?.length),
  'replication-rules': ({ replicationConfiguration }) =>
    once(replicationConfiguration?.rules.length),
  'replication-filters-per-rule': ({ replicationConfiguration }) =>
    eachRule(replicationConfiguration?.rules),
  'replication-destinations-per-rule': ({ replicationConfiguration }) =>
    replicationConfiguration?.rules.map(({ destinations }, rule) => ({
      rule,
      used: destinations.length,
    })),
  'replication-destinations': uniqueDestinations,
  'backfills-in-progress': ({ backfillsInProgress }) => once(backfillsInProgress?.length),
  'backfills-per-region': backfillsPerRegion,
  'pull-through-cache-rules': ({ pullThroughCacheRules }) => once(pullThroughCacheRules?.length),
  'pull-time-exclusions': ({ pullTimeUpdateExclusions }) =>
    once(pullTimeUpdateExclusions && new Set(pullTimeUpdateExclusions).size),
  'scanning-rules': ({ scanningConfiguration }) => once(scanningConfiguration?.rules.length),
  'scanning-filters-per-rule': ({ scanningConfiguration }) =>
    eachRule(scanningConfiguration?.rules),
  'basic-scans-per-day': ({ basicScansOfLastDay }) => once(basicScansOfLastDay),
  'signing-rules': ({ signingConfiguration }) => once(signingConfiguration?.rules.length),
  'signing-filters-per-rule': ({ signingConfiguration }) => eachRule(signingConfiguration?.rules),
  'layer-size': ({ largestLayerMiB }) => once(largestLayerMiB),
  'layer-parts': ({ layerParts }) => once(layerParts),
};

function isRated(quota: QuotaName): quota is RatedOperation {
  return Object.hasOwn(requestsPerSecondMax, quota);
}

function once(used: number | undefined): readonly QuotaUse[] | undefined {
  return used === undefined ? undefined : [{ used }];
}

/** A counter of something every repository has; those that do not tell are left out. */
function eachRepository(count: (repository: QuotaRepository) => number | undefined): Counter {
  return ({ repositories }) => {
    const uses = repositories?.flatMap((repository) => {
      const used = count(repository);
      return used === undefined ? [] : [{ repositoryName: repository.repositoryName, used }];
    });
    return unlessNobodyTells(uses, repositories);
  };
}

/** Nothing is known when there are repositories and none of them tells. */
function unlessNobodyTells(
  uses: readonly QuotaUse[] | undefined,
  asked: readonly unknown[] | undefined,
): readonly QuotaUse[] | undefined {
  return uses?.length === 0 && asked?.length !== 0 ? undefined : uses;
}

function tagsPerImage({ repositories }: QuotaInventory): readonly QuotaUse[] | undefined {
  const told = repositories?.filter(({ images }) => images !== undefined);
  if (told === undefined || (told.length === 0 && repositories?.length !== 0)) return undefined;
  return told.flatMap(({ repositoryName, images = [] }) =>
    images.map(({ imageDigest, imageTags }) => ({
      repositoryName,
      imageDigest,
      used: new Set(imageTags).size,
    })),
  );
}

function eachRule(rules: readonly FilteredRule[] | undefined): readonly QuotaUse[] | undefined {
  return rules?.map(({ repositoryFilters = [] }, rule) => ({
    rule,
    used: repositoryFilters.length,
  }));
}

function uniqueDestinations(inventory: QuotaInventory): readonly QuotaUse[] | undefined {
  const destinations = inventory.replicationConfiguration?.rules.flatMap((rule) =>
    rule.destinations.map(({ region, registryId }) => `${region} ${registryId}`),
  );
  return once(destinations && new Set(destinations).size);
}

function backfillsPerRegion({
  backfillsInProgress,
}: QuotaInventory): readonly QuotaUse[] | undefined {
  if (backfillsInProgress === undefined) return undefined;
  const counts = new Map<string, number>();
  for (const { region } of backfillsInProgress) counts.set(region, (counts.get(region) ?? 0) + 1);
  return [...counts].map(([region, used]) => ({ region, used }));
}
