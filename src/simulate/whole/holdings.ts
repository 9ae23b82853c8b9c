import { byCodeUnit } from '../../base/order.js';
import { valuesOf } from '../../base/persistent-map.js';
import type { Image } from '../../model/image.js';
import {
  imageOf,
  type RegionalRegistry,
  type Registry,
  type RegistryEvent,
  type Repository,
  repositoryIn,
} from '../../registry/index.js';
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

type Scale = { -readonly [Member in keyof Held]: Held[Member] };

/** What every repository of a value holds, weighed once and then kept up with every step. */
export class Holdings {
  private readonly scales = new Map<string, Scale>();

  constructor(registry: Registry) {
    for (const regional of registriesOf(registry)) {
      for (const { repositoryName, images } of repositoriesOf(regional)) {
        const scale = this.scaleOf(repositoryKey(regional, repositoryName));
        for (const image of valuesOf(images)) weigh(scale, image, 1);
      }
    }
  }

  /** Keeps up with a step: images that its events speak of may weigh something else now. */
  note(before: Registry, after: Registry, events: readonly RegistryEvent[]): void {
    const weighed = new Set<string>();
    for (const event of events) {
      if (!('imageDigest' in event)) continue;
      const { repositoryName, imageDigest } = event;
      const key = repositoryKey(event, repositoryName);
      const name = `${key} ${imageDigest}`;
      if (weighed.has(name)) continue;
      weighed.add(name);
      const [was, is] = [before, after].map((registry) => {
        const repository = repositoryIn(registry, event, repositoryName);
        return repository === undefined ? undefined : imageOf(repository, imageDigest);
      });
      if (was === is) continue;
      const scale = this.scaleOf(key);
      if (was !== undefined) weigh(scale, was, -1);
      if (is !== undefined) weigh(scale, is, 1);
    }
  }

  /** Every repository of the value by account, Region and name. */
  of(registry: Registry): readonly Holding[] {
    return registriesOf(registry).flatMap((regional) =>
      repositoriesOf(regional).map((repository) => {
        const key = repositoryKey(regional, repository.repositoryName);
        return { regional, repository, key, held: { ...this.scaleOf(key) } };
      }),
    );
  }

  private scaleOf(key: string): Scale {
    const known = this.scales.get(key);
    if (known !== undefined) return known;
    const scale = { images: 0, archivedImages: 0, standardBytes: 0, archiveBytes: 0 };
    this.scales.set(key, scale);
    return scale;
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

function weigh(scale: Scale, image: Image, sign: 1 | -1): void {
  const bytes = sign * billedBytes(image);
  scale.images += sign;
  if (image.imageStatus === 'ARCHIVED') {
    scale.archivedImages += sign;
    scale.archiveBytes += bytes;
  } else {
    scale.standardBytes += bytes;
  }
}
