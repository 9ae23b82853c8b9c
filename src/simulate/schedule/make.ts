import { indexMediaTypes } from '../../facts/image.js';
import { dayOf, dayText } from './calendar.js';
import { isHole, numberIn, written } from './tag.js';
import type { BuiltImage, CompiledBuild, MadeAs } from './types.js';

/** One manifest that a push brings: untagged as yet, and when it comes. */
export interface MadeManifest {
  readonly as: MadeAs;
  readonly imageDigest: string;
  readonly atMs: number;
  readonly imageSizeInBytes?: number | undefined;
  readonly imageManifestMediaType?: string | undefined;
  readonly references?: readonly string[] | undefined;
  readonly subjectManifestDigest?: string | undefined;
}

/**
 * What a build or a push makes, in the order in which it is pushed: the images of the platforms, an index over several,
 * and what refers to it, a millisecond apart and the last of them at `atMs`.
 */
export function manifestsOf(
  { imageSizeInBytes, platforms = 1, referrers = 0 }: BuiltImage,
  imageDigest: string,
  atMs: number,
  nextDigest: () => string,
): readonly MadeManifest[] {
  const children = platforms > 1 ? Array.from({ length: platforms }, nextDigest) : [];
  const total = children.length + 1 + referrers;
  const whenPushed = (index: number) => atMs - (total - 1 - index);
  const image = {
    as: 'image' as const,
    imageDigest,
    atMs: whenPushed(children.length),
    imageSizeInBytes,
  };
  return [
    ...children.map((digest, index) => {
      const at = { imageDigest: digest, atMs: whenPushed(index) };
      return { as: 'platform' as const, ...at, imageSizeInBytes };
    }),
    children.length === 0
      ? image
      : {
          ...image,
          imageManifestMediaType: indexMediaTypes[1],
          references: children,
        },
    ...Array.from({ length: referrers }, (_, index) => {
      const at = { imageDigest: nextDigest(), atMs: whenPushed(children.length + 1 + index) };
      const about = { imageSizeInBytes: 0, subjectManifestDigest: imageDigest };
      return { as: 'referrer' as const, ...at, ...about };
    }),
  ];
}

/** The tags of a build, by its number and its day. */
export function tagsOf({ tags }: CompiledBuild, number: number, atMs: number): readonly string[] {
  const day = dayText(dayOf(atMs)).replaceAll('-', '');
  return tags.map((template) => written(template, String(number), day));
}

/** The number of the first build: one more than the tags of a repository hold, unless it is given. */
export function firstNumberOf(
  { firstNumber, tags }: CompiledBuild,
  present: Iterable<string>,
): number {
  if (firstNumber !== undefined) return firstNumber;
  const numbered = tags.find((template) => template.some((piece) => isHole(piece, 'n')));
  if (numbered === undefined) return 1;
  let greatest = 0;
  for (const tag of present) {
    const number = numberIn(numbered, tag);
    if (number !== undefined && number > greatest) greatest = number;
  }
  return greatest + 1;
}
