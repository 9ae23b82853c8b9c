import {
  compileCreationTemplates,
  type RepositoryCreationTemplate,
} from '../creation-templates/index.js';
import { compileLifecyclePolicy, type LifecyclePolicy } from '../lifecycle/index.js';
import type { RegistryAddress } from '../model/registry.js';
import { compilePullThrough, type PullThroughRule } from '../pull-through/index.js';
import { compileReplication, type ReplicationConfiguration } from '../replication-rules/index.js';
import { compileScanning, type ScanningConfiguration } from '../scanning/index.js';
import { compileSigning, type SigningConfiguration } from '../signing/index.js';
import type { BoundReadings, LifecyclePolicyInForce, RegionalRegistry } from './types.js';

/** Documents beside their compiled forms: what a put keeps, so that later steps need not compile again. */

export function scanningInForce(
  document: ScanningConfiguration,
  { scanning: readings }: BoundReadings,
): RegionalRegistry['scanning'] {
  return { document, compiled: compileScanning(document, { readings }) };
}

export function signingInForce(
  document: SigningConfiguration,
  { signing: readings }: BoundReadings,
): RegionalRegistry['signing'] {
  return { document, compiled: compileSigning(document, { readings }) };
}

export function templatesInForce(
  document: readonly RepositoryCreationTemplate[],
  { templates: readings }: BoundReadings,
): RegionalRegistry['creationTemplates'] {
  return { document, compiled: compileCreationTemplates(document, { readings }) };
}

export function pullThroughInForce(
  document: readonly PullThroughRule[],
  { pullThrough: readings }: BoundReadings,
): RegionalRegistry['pullThrough'] {
  return { document, compiled: compilePullThrough(document, { readings }) };
}

/** `configuredAtMs` parts the pushes that travel from the earlier ones that do not; absent, all of them do. */
export function replicationInForce(
  document: ReplicationConfiguration,
  source: RegistryAddress,
  { replication: readings }: BoundReadings,
  configuredAtMs?: number,
): RegionalRegistry['replication'] {
  return { document, compiled: compileReplication(document, source, { readings, configuredAtMs }) };
}

export function lifecycleInForce(
  document: LifecyclePolicy,
  lifecyclePolicyText: string,
  { lifecycle: readings }: BoundReadings,
  lastEvaluatedAtMs = 0,
): LifecyclePolicyInForce {
  const compiled = compileLifecyclePolicy(document, { readings });
  return { document, compiled, lifecyclePolicyText, lastEvaluatedAtMs };
}
