import { at } from '../../base/invariant.js';
import { matchesGlob } from '../../glob/match.js';
import type { Image } from '../../model/image.js';
import type { CompiledPull } from '../schedule/types.js';

/**
 * The images a pull may choose among, oldest first. Those that have gone, or no longer bear such a tag, are dropped when
 * somebody looks for them, so that a look costs what has changed.
 */
export class NewestFirst {
  private readonly digests: string[] = [];
  private readonly pull: CompiledPull;

  constructor(pull: CompiledPull, images: Iterable<Image>) {
    this.pull = pull;
    const sorted = [...images]
      .filter((image) => this.isMeant(image))
      .sort((a, b) => a.imagePushedAtMs - b.imagePushedAtMs);
    for (const { imageDigest } of sorted) this.digests.push(imageDigest);
  }

  /** Takes note of an image that was pushed, or tagged, just now. */
  add(image: Image): void {
    if (this.isMeant(image)) this.digests.push(image.imageDigest);
  }

  /** The image that is `turn` places from the newest, or the oldest there is when there are fewer. */
  find(turn: number, get: (imageDigest: string) => Image | undefined): Image | undefined {
    const seen = new Set<Image>();
    for (let i = this.digests.length - 1; i >= 0 && seen.size <= turn; i--) {
      const image = get(at(this.digests, i));
      // An image that was tagged again stands here twice; its younger place counts.
      if (image === undefined || !this.isMeant(image) || seen.has(image)) this.digests.splice(i, 1);
      else seen.add(image);
    }
    return [...seen].at(-1);
  }

  private isMeant({ imageTags }: Image): boolean {
    const { globs } = this.pull;
    if (globs === undefined) return imageTags.length > 0;
    return imageTags.some((tag) => globs.some((glob) => matchesGlob(glob, tag)));
  }
}
