import { parseCreationTemplates } from '../creation-templates/index.js';
import {
  templateReported,
  templateRules,
  templatesOrigin,
} from '../creation-templates/lint/index.js';
import { policyKinds } from '../iam/index.js';
import { policyReported, policyRules, readPolicyView } from '../iam/lint/index.js';
import { parseLifecyclePolicy } from '../lifecycle/index.js';
import { lifecycleReported, lifecycleRules } from '../lifecycle/lint/index.js';
import { parsePullThroughRules } from '../pull-through/index.js';
import {
  pullThroughOrigin,
  pullThroughReported,
  pullThroughRules,
} from '../pull-through/lint/index.js';
import { parseReplicationConfiguration } from '../replication-rules/index.js';
import {
  replicationOrigin,
  replicationReported,
  replicationRules,
} from '../replication-rules/lint/index.js';
import { parseScanningConfiguration } from '../scanning/index.js';
import { scanningOrigin, scanningReported, scanningRules } from '../scanning/lint/index.js';
import { parseSigningConfiguration } from '../signing/index.js';
import { signingOrigin, signingReported, signingRules } from '../signing/lint/index.js';
import { tagMutabilityReported, tagMutabilityRules } from '../tagging/lint/index.js';
import { type RuleBook, ruleBook } from './check.js';
import { legacyScanFlag } from './repository/legacy-scan-flag.js';
import { reported } from './repository/reported.js';
import { readRepositorySettings } from './repository/settings.js';

/** Every kind of document that can be checked, with its rules. */
export const ruleBooks: readonly RuleBook[] = [
  ruleBook({
    domain: 'iam',
    kinds: policyKinds,
    read: readPolicyView,
    rules: policyRules,
    reported: policyReported,
  }),
  ruleBook({
    domain: 'lifecycle',
    kinds: ['lifecycle'],
    read: parseLifecyclePolicy,
    rules: lifecycleRules,
    reported: lifecycleReported,
  }),
  ruleBook({
    domain: 'repository',
    kinds: ['repository-settings'],
    read: readRepositorySettings,
    rules: [...tagMutabilityRules, legacyScanFlag],
    reported: [...tagMutabilityReported, ...reported],
  }),
  ruleBook({
    domain: 'replication-rules',
    kinds: ['replication-rules'],
    read: (input) => parseReplicationConfiguration(input),
    rules: replicationRules,
    reported: replicationReported,
    originIn: replicationOrigin,
  }),
  ruleBook({
    domain: 'creation-templates',
    kinds: ['creation-templates'],
    read: (input) => parseCreationTemplates(input),
    rules: templateRules,
    reported: templateReported,
    originIn: templatesOrigin,
  }),
  ruleBook({
    domain: 'pull-through',
    kinds: ['pull-through'],
    read: (input) => parsePullThroughRules(input),
    rules: pullThroughRules,
    reported: pullThroughReported,
    originIn: pullThroughOrigin,
  }),
  ruleBook({
    domain: 'scanning',
    kinds: ['scanning'],
    read: parseScanningConfiguration,
    rules: scanningRules,
    reported: scanningReported,
    originIn: scanningOrigin,
  }),
  ruleBook({
    domain: 'signing',
    kinds: ['signing'],
    read: (input) => parseSigningConfiguration(input),
    rules: signingRules,
    reported: signingReported,
    originIn: signingOrigin,
  }),
];
