import { at } from '../../base/invariant.js';
import { isRecord, members, property, textOf } from '../../base/loose.js';
import { parseManifests, withManifests } from '../../inputs/manifests.js';
import { digestOf } from '../push/manifest.js';
import type { Draft } from './draft.js';
import { taken } from './policies.js';
import type { Sighting } from './sightings.js';

/**
 * Gives the images of the draft what manifests tell of them: the children of an index and the subject of an artifact. A
 * digest stands for one manifest, so it is the same in every repository.
 */
export function takeManifests(draft: Draft, sightings: readonly Sighting[]): void {
  const manifests = sightings.flatMap((sighting) => {
    const list = isRecord(sighting.value) ? sighting.value : { images: sighting.value };
    return taken(sighting, parseManifests(list), sighting.at) ?? [];
  });
  if (manifests.length === 0) return;
  const texts = new Map(sightings.flatMap(({ value }) => textsIn(value)));
  for (const { repositories } of draft.registries.values()) {
    for (const { images } of repositories.values()) {
      const known = [...images.values()];
      withManifests(known, manifests).forEach(({ references, subjectManifestDigest }, index) => {
        const image = at(known, index);
        const imageManifest = texts.get(image.imageDigest);
        const told = { ...image, references, subjectManifestDigest };
        const whole = imageManifest === undefined ? told : { ...told, imageManifest };
        images.set(image.imageDigest, whole);
      });
    }
  }
}

/** The manifests of an answer as they were pushed, by digest: only those whose text has it. */
function textsIn(value: unknown): readonly (readonly [digest: string, text: string])[] {
  return members(property(value, 'images')).flatMap((record) => {
    const digest = textOf(property(property(record, 'imageId'), 'imageDigest'));
    const text = textOf(property(record, 'imageManifest'));
    if (digest === undefined || text === undefined || digestOf(text) !== digest) return [];
    return [[digest, text] as const];
  });
}
