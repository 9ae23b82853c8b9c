import type { Image } from '../model/image.js';
import { type Fates, fatesOf } from './guard.js';
import { type Settlement, settle } from './settle.js';
import type { CompiledLifecyclePolicy, LifecycleQuestion } from './types.js';

/** One repository with all that was found out about it. */
export interface SettledRepository {
  readonly images: readonly Image[];
  readonly settlement: Settlement;
  readonly fates: Fates;
}

/** Settles each repository of a question apart from the others, in the order in which they first appear. */
export function settleRepositories(
  compiled: CompiledLifecyclePolicy,
  { images: all, nowMs }: LifecycleQuestion,
): readonly SettledRepository[] {
  return byRepository(all).map((images) => {
    const settlement = settle(compiled, { images, nowMs });
    return { images, settlement, fates: fatesOf(compiled, images, settlement) };
  });
}

/** Images of each repository; the list itself when there is but one. */
function byRepository(images: readonly Image[]): readonly (readonly Image[])[] {
  const [first] = images;
  if (first === undefined) return [];
  if (images.every((image) => isSameRepository(image, first))) return [images];
  const groups = new Map<string, Image[]>();
  for (const image of images) {
    // A registry id holds no blank, so the two parts cannot run into each other.
    const key = `${image.registryId ?? ''} ${image.repositoryName ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [image]);
    else group.push(image);
  }
  return [...groups.values()];
}

function isSameRepository(a: Image, b: Image): boolean {
  return a.repositoryName === b.repositoryName && a.registryId === b.registryId;
}
