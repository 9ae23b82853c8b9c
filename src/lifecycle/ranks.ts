import { ascendingOrder } from '../base/order.js';
import type { Image } from '../model/image.js';
import type { Pool } from './cut.js';

/** The place of each image in a count rule's pool. */
export interface Ranking {
  readonly poolSize: number;
  /** Rank of the i-th image, 1 for the newest; 0 for an image outside the pool. */
  readonly ranks: Uint32Array;
}

/** Ranks a pool from newest to oldest, the smaller digest first among equals, as the cut of the rule does. */
export function rankingOf({ images, instants, words, bit }: Pool): Ranking {
  const members: number[] = [];
  for (let i = 0; i < words.length; i++) {
    // Within bounds: the columns are as long as the list of images.
    if (((words[i] as number) & bit) !== 0 && Number.isFinite(instants[i])) members.push(i);
  }
  members.sort((a, b) =>
    (images[a] as Image).imageDigest > (images[b] as Image).imageDigest ? -1 : 1,
  );
  const order = ascendingOrder(Float64Array.from(members, (index) => instants[index] as number));
  const ranks = new Uint32Array(images.length);
  for (const [place, at] of order.entries()) ranks[members[at] as number] = members.length - place;
  return { poolSize: members.length, ranks };
}

/** The rank of an image, 1 for the newest. */
export function rankOf({ ranks }: Ranking, index: number): number {
  return ranks[index] ?? 0;
}
