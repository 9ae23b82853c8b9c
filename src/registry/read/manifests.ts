import { at } from '../../base/invariant.js';
import { isRecord } from '../../base/loose.js';
import { parseManifests, withManifests } from '../../inputs/manifests.js';
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
  for (const { repositories } of draft.registries.values()) {
    for (const { images } of repositories.values()) {
      const known = [...images.values()];
      withManifests(known, manifests).forEach(({ references, subjectManifestDigest }, index) => {
        const image = at(known, index);
        images.set(image.imageDigest, { ...image, references, subjectManifestDigest });
      });
    }
  }
}
