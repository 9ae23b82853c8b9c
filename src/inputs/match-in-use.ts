import type { Image } from '../model/image.js';
import type { ImageReference } from '../model/reference.js';

/** What is known of an inventory's repository beside its records, which often name account and repository themselves. */
export interface KnownRepository {
  readonly registryId?: string | undefined;
  readonly region?: string | undefined;
  readonly repositoryName?: string | undefined;
}

/**
 * What a reference means in an inventory. `found`: these images. `missing`: it may be of this repository, but the
 * inventory holds no such digest or tag. `elsewhere`: it names another repository or registry.
 */
export interface InUseMatch {
  readonly reference: ImageReference;
  readonly standing: 'found' | 'missing' | 'elsewhere';
  readonly images: readonly Image[];
}

/**
 * What each reference means among these images, in the order of the references: by its digest, or by its tag when it
 * has no digest. What a reference or an image does not say about its place contradicts nothing, so that an image in
 * use is rather named once too often. A region is only compared when it is given, since no record carries one.
 */
export function matchInUse(
  images: readonly Image[],
  references: readonly ImageReference[],
  repository: KnownRepository = {},
): InUseMatch[] {
  const named = imagesByName(images, references);
  const places = placesOf(images, repository);
  return references.map((reference) => {
    const candidates = named.get(nameOf(reference)) ?? [];
    const meant = candidates.filter((image) => fits(reference, placeOf(image, repository)));
    if (meant.length > 0) return { reference, standing: 'found', images: meant };
    const here = places.some((place) => fits(reference, place));
    return { reference, standing: here ? 'missing' : 'elsewhere', images: [] };
  });
}

/** A tag never holds a colon and a digest always does, so that the two share one table. */
function nameOf({ digest, tag }: ImageReference): string {
  return digest ?? tag ?? '';
}

/** The images that bear each digest or tag asked for, in one pass over the images. */
function imagesByName(images: readonly Image[], references: readonly ImageReference[]) {
  const named = new Map<string, Image[]>(references.map((reference) => [nameOf(reference), []]));
  for (const image of images) {
    for (const name of new Set([image.imageDigest, ...image.imageTags])) {
      named.get(name)?.push(image);
    }
  }
  return named;
}

function placeOf({ registryId, repositoryName }: Image, known: KnownRepository): KnownRepository {
  return {
    registryId: registryId ?? known.registryId,
    region: known.region,
    repositoryName: repositoryName ?? known.repositoryName,
  };
}

/** The different repositories of the images; without images, the one that is known. */
function placesOf(images: readonly Image[], known: KnownRepository): readonly KnownRepository[] {
  const places = new Map<string, KnownRepository>();
  for (const image of images) {
    const key = `${image.registryId} ${image.repositoryName}`;
    if (!places.has(key)) places.set(key, placeOf(image, known));
  }
  return places.size > 0 ? [...places.values()] : [known];
}

function fits(reference: ImageReference, place: KnownRepository): boolean {
  const { host, registryId, region, repositoryName } = reference;
  if (host !== undefined && registryId === undefined) return false;
  return (
    agree(registryId, place.registryId) &&
    agree(region, place.region) &&
    agree(repositoryName, place.repositoryName)
  );
}

function agree(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}
