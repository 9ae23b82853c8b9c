import type { Image } from '../../model/image.js';
import type { StorageClass } from '../types.js';
import type { ImageClass } from './image-class.js';
import type { NewerImages, Plan } from './plan.js';
import type { RuleWorld } from './rule-world.js';
import { TagMaker } from './tag-maker.js';

/** The instant of every repository made up: whole days before it are easy to read. */
export const witnessNowMs = Date.UTC(2030, 0, 1);

/** The images of a plan, the one in question first; undefined when there are not enough tags for them. */
export function imagesOf(
  { ageMs, pulledAgeMs, newer }: Plan,
  imageClass: ImageClass,
  storageClass: StorageClass,
  world: RuleWorld,
): readonly Image[] | undefined {
  const used = new Set<string>();
  const tags = new TagMaker(world.logic, imageClass, used).next();
  if (tags === undefined) return undefined;
  const images = [imageOf(0, tags, { ageMs, pulledAgeMs }, storageClass)];
  const count = newer.reduce((sum, group) => sum + group.count, 0);
  world.budget.take(1 + count);
  for (const group of newer) {
    const maker = makerOf(group, world, used);
    for (let i = 0; i < group.count; i++) {
      const own = maker?.next();
      if (own === undefined) return undefined;
      const age = Math.floor((ageMs * images.length) / (count + 1));
      images.push(imageOf(images.length, own, { ageMs: ageMs - age }, storageClass));
    }
  }
  return images;
}

function makerOf(
  { selecting, others }: NewerImages,
  { classes, logic }: RuleWorld,
  used: Set<string>,
): TagMaker | undefined {
  const imageClass = classes.of(selecting, others);
  return imageClass && new TagMaker(logic, imageClass, used);
}

function imageOf(
  number: number,
  imageTags: readonly string[],
  { ageMs, pulledAgeMs }: Pick<Plan, 'ageMs' | 'pulledAgeMs'>,
  storageClass: StorageClass,
): Image {
  const sinceMs = witnessNowMs - ageMs;
  const imageDigest = `sha256:${number.toString(16).padStart(64, '0')}`;
  if (storageClass === 'archive') {
    return {
      imageDigest,
      imageTags: [...imageTags],
      imagePushedAtMs: sinceMs,
      imageStatus: 'ARCHIVED',
      lastArchivedAtMs: sinceMs,
    };
  }
  const pulled =
    pulledAgeMs === undefined ? {} : { lastRecordedPullTimeMs: witnessNowMs - pulledAgeMs };
  return { imageDigest, imageTags: [...imageTags], imagePushedAtMs: sinceMs, ...pulled };
}
