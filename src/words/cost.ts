import { byRepository, type Image } from '../model/image.js';
import {
  type CostAllocation,
  compileStoragePrices,
  explainCost,
  type StoragePrices,
  storedBytes,
} from '../simulate/index.js';
import type { ResourceTag } from '../tagging/resources/index.js';
import { repositoryLabels } from './repositories.js';

/** What `cost` is asked: what is stored, what storing costs, and by which tag to allocate it. */
export interface CostQuestion {
  readonly images: readonly Image[];
  readonly prices: StoragePrices;
  /** The tags of repositories; one that is not among them counts as untagged. */
  readonly tagged?: readonly TaggedRepository[] | undefined;
  /** The key of the tag; without it everything counts as untagged. */
  readonly by?: string | undefined;
  /** How long it is stored, one month unless given. */
  readonly months?: number | undefined;
}

/** The tags of a repository; where no account is said, those of every repository of that name. */
export interface TaggedRepository {
  readonly repositoryName: string;
  readonly registryId?: string | undefined;
  readonly tags: readonly ResourceTag[];
}

/** Who pays for what is stored. */
export interface CostAnswer extends CostAllocation {
  /** Images that do not tell their size and therefore count as empty. */
  readonly unsizedCount: number;
  readonly sentences: readonly string[];
  /** Ids of the facts behind it. */
  readonly because: readonly string[];
}

/** What the images of an inventory cost, by the values of one resource tag of their repositories. */
export function answerCost({
  images,
  prices,
  tagged = [],
  by = '',
  months,
}: CostQuestion): CostAnswer {
  const groups = byRepository(images);
  const labels = repositoryLabels(groups);
  const stored = groups.map((group) => storedBytes(group));
  const repositories = groups.map((group, index) => {
    const { standardBytes = 0, archiveBytes = 0 } = stored[index] ?? {};
    const tags = tagsOf(group, tagged);
    return { repositoryName: labels[index] ?? '', tags, standardBytes, archiveBytes };
  });
  const { allocation, sentences, because } = explainCost(compileStoragePrices(prices), {
    repositories,
    by,
    months,
  });
  const unsizedCount = stored.reduce((sum, { unsizedCount: count }) => sum + count, 0);
  return { ...allocation, unsizedCount, sentences, because };
}

function tagsOf(
  [first]: readonly Image[],
  tagged: readonly TaggedRepository[],
): readonly ResourceTag[] {
  const meant = tagged.find(
    ({ repositoryName, registryId }) =>
      repositoryName === first?.repositoryName &&
      (registryId === undefined ||
        first.registryId === undefined ||
        registryId === first.registryId),
  );
  return meant?.tags ?? [];
}
