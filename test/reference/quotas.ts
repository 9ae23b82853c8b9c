import type { QuotaInventory } from '../../src/registry/index.js';

/**
 * How much of a quota a registry uses, counted naively in the fullest place. Shares no code with the library; undefined
 * when nothing in the inventory tells. Only the quotas for which there is something to count.
 */
export function referenceUse(quota: string, inventory: QuotaInventory): number | undefined {
  const repositories = inventory.repositories;
  const rules = inventory.replicationConfiguration?.rules;
  const most = (counts: readonly (number | undefined)[] | undefined) => {
    if (counts === undefined) return undefined;
    const told = counts.filter((count) => count !== undefined);
    if (told.length === 0 && counts.length > 0) return undefined;
    return Math.max(0, ...told);
  };
  switch (quota) {
    case 'repositories':
      return repositories?.length;
    case 'images-per-repository':
      return most(repositories?.map(({ images }) => images?.length));
    case 'tags-per-image':
      return most(
        repositories?.map(({ images }) =>
          images === undefined
            ? undefined
            : Math.max(0, ...images.map(({ imageTags }) => new Set(imageTags).size)),
        ),
      );
    case 'resource-tags-per-repository':
      return most(
        repositories?.map(({ tags }) => tags?.filter(({ Key }) => !/^aws:/i.test(Key)).length),
      );
    case 'replication-rules':
      return rules?.length;
    case 'replication-filters-per-rule':
      return most(rules?.map(({ repositoryFilters }) => repositoryFilters?.length ?? 0));
    case 'replication-destinations': {
      if (rules === undefined) return undefined;
      const all = rules.flatMap(({ destinations }) => [...destinations]);
      const isFirst = (at: number) =>
        !all
          .slice(0, at)
          .some((d) => d.region === all[at]?.region && d.registryId === all[at]?.registryId);
      return all.filter((_, at) => isFirst(at)).length;
    }
    case 'backfills-per-region': {
      const under = inventory.backfillsInProgress;
      return most(
        under?.map(({ region }) => under.filter((other) => other.region === region).length),
      );
    }
    default:
      throw new Error(`the reference does not count ${quota}`);
  }
}

export const countedByReference = [
  'repositories',
  'images-per-repository',
  'tags-per-image',
  'resource-tags-per-repository',
  'replication-rules',
  'replication-filters-per-rule',
  'replication-destinations',
  'backfills-per-region',
] as const;
