import * as conditionKeys from '../src/facts/condition-keys.js';
import * as cost from '../src/facts/cost.js';
import * as documents from '../src/facts/documents.js';
import * as ecr from '../src/facts/ecr-actions.js';
import * as events from '../src/facts/events.js';
import * as iam from '../src/facts/iam.js';
import * as iamLint from '../src/facts/iam-lint.js';
import * as image from '../src/facts/image.js';
import * as lifecycle from '../src/facts/lifecycle.js';
import * as partitions from '../src/facts/partitions.js';
import * as policy from '../src/facts/policy.js';
import * as pullThrough from '../src/facts/pull-through.js';
import * as quotas from '../src/facts/quotas.js';
import * as registry from '../src/facts/registry.js';
import * as registryDocuments from '../src/facts/registry-documents.js';
import * as replication from '../src/facts/replication.js';
import * as repository from '../src/facts/repository.js';
import * as resourceTags from '../src/facts/resource-tags.js';
import * as responses from '../src/facts/responses.js';
import * as scanning from '../src/facts/scanning.js';
import * as signing from '../src/facts/signing.js';
import * as simulate from '../src/facts/simulate.js';
import * as tagging from '../src/facts/tagging.js';
import * as templates from '../src/facts/templates.js';

/** The value of every fact that is a constant, by its id. */
export const factValues: ReadonlyMap<string, unknown> = new Map(
  Object.entries({
    image,
    tagging,
    lifecycle,
    partitions,
    repository,
    registry,
    'resource-tags': resourceTags,
    quotas,
    cost,
    replication,
    responses,
    documents,
    templates,
    'pull-through': pullThrough,
    scanning,
    signing,
    policy,
    ecr,
    'condition-keys': conditionKeys,
    iam,
    events,
    'iam-lint': iamLint,
    'registry-documents': registryDocuments,
    simulate,
  }).flatMap(([subject, facts]) =>
    Object.entries(facts).map(([name, value]): [string, unknown] => [`${subject}.${name}`, value]),
  ),
);
