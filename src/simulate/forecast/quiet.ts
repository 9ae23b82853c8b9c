import { SimulatedRepository } from '../time/repository.js';
import type { StartingRepository } from '../time/types.js';
import { Fates } from './fates.js';

/** When the policy runs, without an end. */
export interface Runs {
  readonly fromMs: number;
  readonly everyMs: number;
}

const noSchedule = { seed: undefined, builds: [], pulls: [], events: [] };

/** Further from 1970 than a date can be. */
const instantMax = 8.64e15;

/**
 * The fate of every image of a repository if nothing is pushed or pulled any more, for ever: an image without a date
 * stays. A run that would do nothing is passed over, since only a run that does something, or an age that is reached,
 * makes the next one do anything.
 */
export function quietFates(start: StartingRepository, { fromMs, everyMs }: Runs): Fates {
  const fates = new Fates();
  const repository = new SimulatedRepository(start, 0, noSchedule, fromMs);
  for (let turn = 0; fromMs + turn * everyMs <= instantMax; ) {
    const nowMs = fromMs + turn * everyMs;
    const frame = repository.run(nowMs);
    fates.add(nowMs, frame);
    if (frame.departures.length > 0) {
      turn += 1;
      continue;
    }
    const dueMs = repository.nextDueMs();
    if (dueMs === undefined) return fates;
    turn = Math.max(turn, Math.floor((dueMs - fromMs) / everyMs)) + 1;
  }
  return fates;
}
