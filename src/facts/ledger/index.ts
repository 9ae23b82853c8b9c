import { imageLedger } from './image.js';
import { lifecycleLedger } from './lifecycle.js';
import { responsesLedger } from './responses.js';
import { taggingLedger } from './tagging.js';

export type { Evidence, Standing } from './evidence.js';

/** Every fact the library rests on, by id. Prose lives here and nowhere else, so that no bundle of a core door carries it. */
export const ledger = { ...imageLedger, ...responsesLedger, ...taggingLedger, ...lifecycleLedger };

/** The id of a fact; a mistyped one does not compile. */
export type FactId = keyof typeof ledger;
