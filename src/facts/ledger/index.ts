import { conditionKeysLedger } from './condition-keys.js';
import { costLedger } from './cost.js';
import { documentsLedger } from './documents.js';
import { ecrActionsLedger } from './ecr-actions.js';
import { eventsLedger } from './events.js';
import { iamLedger } from './iam.js';
import { iamLintLedger } from './iam-lint.js';
import { imageLedger } from './image.js';
import { lifecycleLedger } from './lifecycle.js';
import { partitionsLedger } from './partitions.js';
import { policyLedger } from './policy.js';
import { pullThroughLedger } from './pull-through.js';
import { quotasLedger } from './quotas.js';
import { registryLedger } from './registry.js';
import { registryDocumentsLedger } from './registry-documents.js';
import { replicationLedger } from './replication.js';
import { repositoryLedger } from './repository.js';
import { resourceTagsLedger } from './resource-tags.js';
import { responsesLedger } from './responses.js';
import { scanningLedger } from './scanning.js';
import { signingLedger } from './signing.js';
import { simulateLedger } from './simulate.js';
import { taggingLedger } from './tagging.js';
import { templatesLedger } from './templates.js';

export type { Evidence, Standing } from './evidence.js';

/** Every fact the library rests on, by id. Prose lives here and nowhere else, so that no bundle of a core door carries it. */
export const ledger = {
  ...imageLedger,
  ...responsesLedger,
  ...documentsLedger,
  ...taggingLedger,
  ...lifecycleLedger,
  ...partitionsLedger,
  ...repositoryLedger,
  ...registryLedger,
  ...resourceTagsLedger,
  ...quotasLedger,
  ...costLedger,
  ...replicationLedger,
  ...templatesLedger,
  ...pullThroughLedger,
  ...scanningLedger,
  ...signingLedger,
  ...policyLedger,
  ...ecrActionsLedger,
  ...conditionKeysLedger,
  ...iamLedger,
  ...eventsLedger,
  ...iamLintLedger,
  ...registryDocumentsLedger,
  ...simulateLedger,
};

/** The id of a fact; a mistyped one does not compile. */
export type FactId = keyof typeof ledger;
