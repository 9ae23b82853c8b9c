import type { RepositoryFrame, SimulatedDeparture } from '../time/types.js';
import type { ForecastFate } from './types.js';

/** An image that a run did something to, and everything that runs have done to it. */
export interface ToldFate {
  readonly departure: SimulatedDeparture;
  readonly fate: ForecastFate;
}

/** The fates of one repository's images, from frame to frame. */
export class Fates {
  private readonly told = new Map<string, ToldFate>();
  private readonly only: ReadonlySet<string> | undefined;

  /** With `only`, those of certain digests. */
  constructor(only?: ReadonlySet<string>) {
    this.only = only;
  }

  add(atMs: number, { departures }: Pick<RepositoryFrame, 'departures'>): void {
    for (const departure of departures) {
      const { imageDigest, action, rulePriority, reason } = departure;
      if (this.only?.has(imageDigest) === false) continue;
      const known = this.told.get(imageDigest)?.fate ?? {};
      const asked = reason === 'deleted-by-request';
      const deed = { atMs, rulePriority, ...(asked ? { byRequest: true as const } : {}) };
      const fate =
        action.type === 'EXPIRE' ? { ...known, expires: deed } : { ...known, archived: deed };
      this.told.set(imageDigest, { departure, fate });
    }
  }

  of(imageDigest: string): ForecastFate {
    return this.told.get(imageDigest)?.fate ?? stays;
  }

  all(): IterableIterator<[imageDigest: string, told: ToldFate]> {
    return this.told.entries();
  }
}

const stays: ForecastFate = {};
