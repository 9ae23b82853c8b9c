import type { InUseMatch } from '../inputs/index.js';
import type { ImageAction, LifecyclePreview } from '../lifecycle/index.js';
import type { Image } from '../model/image.js';

/** A running image that a policy would take away. */
export interface InUseImage {
  readonly imageDigest: string;
  readonly imageTags: readonly string[];
  readonly action: ImageAction;
  /** The rule that acts; null when the image goes with the one it refers to. */
  readonly rulePriority: number | null;
  /** What runs it, as it was written. */
  readonly usedBy: readonly string[];
  /** Whether the image itself was named, or an index that holds it, or an image behind it. */
  readonly through: 'itself' | 'its index' | 'an image behind it';
}

/**
 * Images in use that a preview removes or archives. Who runs an index runs some image behind it, and an image that was
 * pulled through an index needs the index for its next pull: each is in use through the other.
 */
export function imagesInUse(
  images: readonly Image[],
  preview: LifecyclePreview,
  matches: readonly InUseMatch[],
): readonly InUseImage[] {
  const uses = new Map<
    Image,
    { readonly usedBy: Set<string>; readonly through: InUseImage['through'] }
  >();
  const use = (image: Image, texts: Iterable<string>, through: InUseImage['through']) => {
    const known = uses.get(image);
    if (known === undefined) uses.set(image, { usedBy: new Set(texts), through });
    else for (const text of texts) known.usedBy.add(text);
  };
  for (const { reference, images: meant } of matches) {
    for (const image of meant) use(image, [reference.text], 'itself');
  }
  const direct = [...uses].map(([image, { usedBy }]) => ({ image, texts: [...usedBy] }));
  const family = familyOf(images);
  for (const { image, texts } of direct) {
    for (const child of closure(image, family.childrenOf)) use(child, texts, 'its index');
    for (const parent of closure(image, family.parentsOf)) use(parent, texts, 'an image behind it');
  }
  const deeds = deedsOf(preview);
  return images.flatMap((image) => {
    const used = uses.get(image);
    const deed = deeds.get(image.imageDigest);
    if (used === undefined || deed === undefined) return [];
    const { imageDigest, imageTags } = image;
    return [{ imageDigest, imageTags, ...deed, usedBy: [...used.usedBy], through: used.through }];
  });
}

function deedsOf(preview: LifecyclePreview) {
  const deeds = new Map<string, Pick<InUseImage, 'action' | 'rulePriority'>>();
  for (const { imageDigest, action, appliedRulePriority } of preview.previewResults) {
    deeds.set(imageDigest, { action, rulePriority: appliedRulePriority });
  }
  for (const { imageDigest, action } of preview.cascaded) {
    deeds.set(imageDigest, { action, rulePriority: null });
  }
  return deeds;
}

type Relatives = (image: Image) => readonly Image[];

function familyOf(images: readonly Image[]): { childrenOf: Relatives; parentsOf: Relatives } {
  const byDigest = new Map(images.map((image) => [image.imageDigest, image]));
  const parents = new Map<string, Image[]>();
  for (const image of images) {
    for (const digest of image.references ?? []) {
      parents.set(digest, [...(parents.get(digest) ?? []), image]);
    }
  }
  return {
    childrenOf: ({ references = [] }) => references.flatMap((digest) => byDigest.get(digest) ?? []),
    parentsOf: ({ imageDigest }) => parents.get(imageDigest) ?? [],
  };
}

/** Everything that can be reached from an image, itself left out. */
function closure(start: Image, next: Relatives): ReadonlySet<Image> {
  const reached = new Set<Image>();
  const open = [...next(start)];
  for (let image = open.pop(); image !== undefined; image = open.pop()) {
    if (image === start || reached.has(image)) continue;
    reached.add(image);
    open.push(...next(image));
  }
  return reached;
}
