import type * as facts from '../simulate.js';
import type { LedgerOf } from './evidence.js';

const ours = {
  standing: 'inferred',
  source: 'a document of this project',
  seen: '2026-11',
} as const;

export const simulateLedger = {
  'simulate.restoreMsMax': {
    says: 'an image that is restored from the archive can be pulled again within 20 minutes',
    standing: 'documented',
    source: 'ECR User Guide, restoring an archived image',
    seen: '2026-09',
  },
  'simulate.rhythmPeriods': {
    says: 'builds and pulls are counted by the day, the working day from Monday to Friday, the week or the month, all in UTC',
    ...ours,
  },
  'simulate.scheduleDayPattern': {
    says: 'a day is written as year, month and day by ISO 8601',
    standing: 'documented',
    source: 'ISO 8601',
    seen: '2026-11',
  },
  'simulate.rhythmCountMin': { says: 'nothing happens less often than never', ...ours },
  'simulate.rhythmCountMax': {
    says: 'a rhythm has at most 100,000 builds or pulls a period, which is more than a repository holds',
    ...ours,
  },
  'simulate.rhythmsMax': { says: 'a schedule has at most 10,000 rhythms of either kind', ...ours },
  'simulate.scheduledEventsMax': {
    says: 'a schedule has at most a million single events',
    ...ours,
  },
  'simulate.platformCountMin': { says: 'a build makes at least one image', ...ours },
  'simulate.platformCountMax': { says: 'a build is for at most 100 platforms', ...ours },
  'simulate.referrerCountMin': { says: 'a build has no signature or more', ...ours },
  'simulate.referrerCountMax': {
    says: 'a build has at most 100 signatures, SBOMs and the like',
    ...ours,
  },
  'simulate.scheduledSizeMin': { says: 'an image takes no room or more', ...ours },
  'simulate.firstNumberMin': { says: 'builds are numbered from zero or later', ...ours },
  'simulate.newestMin': { says: 'pulls are among at least one image', ...ours },
  'simulate.hourMin': { says: 'a day begins at hour 0', ...ours },
  'simulate.hourMax': { says: 'a day ends at hour 24', ...ours },
  'simulate.namesMin': { says: 'a list that selects names at least one', ...ours },
  'simulate.schedule': {
    says: 'a schedule holds builds and pulls that recur, and pushes, pulls and deletions that happen once; what it leaves out does not happen',
    ...ours,
  },
  'simulate.indexIsPushedLast': {
    says: 'a client pushes the images of all platforms before the index that points to them, and what refers to the index after it',
    standing: 'inferred',
    source: 'a manifest list may only name manifests that are there; ECR API Reference, PutImage',
    seen: '2026-09',
  },
  'simulate.historyIsWhatIsLeft': {
    says: 'an inventory holds what no policy has removed yet, so that the pushes of older days are more than can be counted',
    standing: 'inferred',
    source: 'what an inventory is',
    seen: '2026-11',
  },
} as const satisfies LedgerOf<'simulate', typeof facts>;
