import { byCodeUnit } from '../../base/order.js';
import { valuesOf } from '../../base/persistent-map.js';
import type { RegionalRegistry, Registry, Repository } from '../../registry/index.js';
import { billedBytes } from '../cost/stored.js';
import type { FrameCounts } from '../time/types.js';
import { repositoryKey } from './tally.js';

/** What a repository holds. */
export type Held = Pick<
  FrameCounts,
  'images' | 'archivedImages' | 'standardBytes' | 'archiveBytes'
>;

/** One repository of a value, where it is, and what it holds. */
export interface Holding {
  readonly regional: RegionalRegistry;
  readonly repository: Repository;
  readonly key: string;
  readonly held: Held;
}

/** Weighs the repositories of a registry again and again; one that did not change since the last time costs nothing. */
export class Holdings {
  private known = new Map<string, { readonly images: Repository['images']; readonly held: Held }>();

  /** Every repository of the value by account, Region and name. */
  of(registry: Registry): readonly Holding[] {
    const before = this.known;
    this.known = new Map();
    return registriesOf(registry).flatMap((regional) =>
      repositoriesOf(regional).map((repository) => {
        const key = repositoryKey(regional, repository.repositoryName);
        const { images } = repository;
        const last = before.get(key);
        const held = last?.images === images ? last.held : heldIn(images);
        this.known.set(key, { images, held });
        return { regional, repository, key, held };
      }),
    );
  }
}

/** The registries of a value by account and Region. */
export function registriesOf({ registries }: Registry): readonly RegionalRegistry[] {
  return valuesOf(registries).sort(
    (a, b) => byCodeUnit(a.registryId, b.registryId) || byCodeUnit(a.region, b.region),
  );
}

/** The repositories of a registry by name. */
export function repositoriesOf({ repositories }: RegionalRegistry): readonly Repository[] {
  return valuesOf(repositories).sort((a, b) => byCodeUnit(a.repositoryName, b.repositoryName));
}

function heldIn(images: Repository['images']): Held {
  const held = { images: images.size, archivedImages: 0, standardBytes: 0, archiveBytes: 0 };
  for (const image of valuesOf(images)) {
    const bytes = billedBytes(image);
    if (image.imageStatus === 'ARCHIVED') {
      held.archivedImages += 1;
      held.archiveBytes += bytes;
    } else {
      held.standardBytes += bytes;
    }
  }
  return held;
}
