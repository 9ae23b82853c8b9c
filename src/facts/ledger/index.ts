import { imageLedger } from './image.js';
import { lifecycleLedger } from './lifecycle.js';
import { partitionsLedger } from './partitions.js';
import { repositoryLedger } from './repository.js';
import { taggingLedger } from './tagging.js';

export type { Evidence, Standing } from './evidence.js';

/** Every fact the library rests on, by id. Prose lives here and nowhere else, so that no bundle of a core door carries it. */
export const ledger = {
  ...imageLedger,
  ...taggingLedger,
  ...lifecycleLedger,
  ...partitionsLedger,
  ...repositoryLedger,
};

/** The id of a fact; a mistyped one does not compile. */
export type FactId = keyof typeof ledger;
