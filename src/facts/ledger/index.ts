import { conditionKeysLedger } from './condition-keys.js';
import { ecrActionsLedger } from './ecr-actions.js';
import { iamLedger } from './iam.js';
import { imageLedger } from './image.js';
import { lifecycleLedger } from './lifecycle.js';
import { policyLedger } from './policy.js';
import { taggingLedger } from './tagging.js';

export type { Evidence, Standing } from './evidence.js';

/** Every fact the library rests on, by id. Prose lives here and nowhere else, so that no bundle of a core door carries it. */
export const ledger = {
  ...imageLedger,
  ...taggingLedger,
  ...lifecycleLedger,
  ...policyLedger,
  ...ecrActionsLedger,
  ...conditionKeysLedger,
  ...iamLedger,
};

/** The id of a fact; a mistyped one does not compile. */
export type FactId = keyof typeof ledger;
