import type { ImageClass } from './image-class.js';
import type { TagLogic } from './tag-logic.js';
import { TagMint } from './tag-mint.js';

/** Tags for image after image of one class, none of them twice. */
export class TagMaker {
  private readonly mints: readonly TagMint[];
  private readonly used: Set<string>;

  constructor(logic: TagLogic, imageClass: ImageClass, used: Set<string>) {
    this.mints = imageClass.tagged
      ? logic
          .fewest(imageClass.meets)
          .map((pattern) => new TagMint(logic, pattern, imageClass.avoids))
      : [];
    this.used = used;
  }

  next(): readonly string[] | undefined {
    const tags: string[] = [];
    for (const mint of this.mints) {
      if (tags.some((tag) => mint.makes(tag))) continue;
      const tag = mint.next(this.used);
      if (tag === undefined) return undefined;
      this.used.add(tag);
      tags.push(tag);
    }
    return tags;
  }
}
