import { byRepository, type Image } from '../model/image.js';
import { type Census, takeCensus } from './census.js';
import { type Fates, fatesOf } from './guard.js';
import { type Settlement, settle } from './settle.js';
import type { CompiledLifecyclePolicy, LifecycleQuestion } from './types.js';

/** One repository with all that was found out about it. */
export interface SettledRepository {
  readonly images: readonly Image[];
  readonly census: Census;
  readonly settlement: Settlement;
  readonly fates: Fates;
}

/** Settles each repository of a question apart from the others, in the order in which they first appear. */
export function settleRepositories(
  compiled: CompiledLifecyclePolicy,
  { images: all, nowMs }: LifecycleQuestion,
): readonly SettledRepository[] {
  const whole = takeCensus(all, nowMs);
  if (whole.isOneRepository) return [settleOne(compiled, all, whole, nowMs)];
  return byRepository(all).map((images) =>
    settleOne(compiled, images, takeCensus(images, nowMs), nowMs),
  );
}

function settleOne(
  compiled: CompiledLifecyclePolicy,
  images: readonly Image[],
  census: Census,
  nowMs: number,
): SettledRepository {
  const settlement = settle(compiled, images, census, nowMs);
  return { images, census, settlement, fates: fatesOf(compiled, images, census, settlement) };
}
