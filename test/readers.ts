import { parseCreationTemplates } from '../src/creation-templates/index.js';
import { parsePolicy, parsePolicySet } from '../src/iam/index.js';
import {
  parseAwsPreview,
  parseInUse,
  parseInventory,
  parseManifests,
  parsePrincipalPolicies,
} from '../src/inputs/index.js';
import { parseLifecyclePolicy, type Result } from '../src/lifecycle/index.js';
import { parsePullThroughRules } from '../src/pull-through/index.js';
import { parseReplicationConfiguration } from '../src/replication-rules/index.js';
import {
  parseScanExceptions,
  parseScanFindings,
  parseScanningConfiguration,
} from '../src/scanning/index.js';
import { parseSigningConfiguration } from '../src/signing/index.js';
import { parseRepositoryTags, parseSchedule, parseStoragePrices } from '../src/simulate/index.js';
import { parseTagMutability } from '../src/tagging/index.js';
import { parseResourceTags } from '../src/tagging/resources/index.js';

type Reader = (input: unknown) => Result<unknown>;

/** Every reader of a document that is taken whole or refused. */
export const documentReaders: Readonly<Record<string, Reader>> = {
  parseLifecyclePolicy,
  parseTagMutability,
  parseResourceTags,
  parsePolicy: (input) => parsePolicy(input, 'identity'),
  parsePolicySet,
  parsePrincipalPolicies: (input) =>
    parsePrincipalPolicies(input, 'arn:aws:iam::111111111111:role/push'),
  parseReplicationConfiguration: (input) => parseReplicationConfiguration(input),
  parseCreationTemplates,
  parsePullThroughRules: (input) => parsePullThroughRules(input),
  parseScanningConfiguration,
  parseScanFindings,
  parseScanExceptions,
  parseSigningConfiguration: (input) => parseSigningConfiguration(input),
  parseStoragePrices,
  parseSchedule,
  parseRepositoryTags,
  parseAwsPreview,
};

/** Every reader that keeps the good records beside the broken ones. */
export const recordReaders: Readonly<Record<string, Reader>> = {
  parseInventory,
  parseManifests,
  parseInUse,
};
