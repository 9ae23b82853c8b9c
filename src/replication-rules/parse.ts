import { capped } from '../base/diagnostic.js';
import { readDocument } from '../base/document.js';
import { type Result, unlessRefused } from '../base/result.js';
import { shapeDiagnostics } from '../base/shape.js';
import type { FactId } from '../facts/ledger/index.js';
import {
  factOfLimit,
  validateReplicationConfiguration,
} from '../generated/validators/replication-configuration.js';
import type { RegistryAddress } from '../model/registry.js';
import { destinationProblems } from './destinations.js';
import { openConfiguration } from './envelope.js';
import type { ReplicationConfiguration, ReplicationDocumentReadings } from './types.js';

const voice = {
  domain: 'replication-rules',
  factOfLimit,
  otherwise: 'replication.grammar' satisfies FactId,
};

/**
 * Reads a replication configuration, from a value or from JSON text: the configuration itself, the input of
 * PutReplicationConfiguration, the output of `aws ecr describe-registry`, or the same as CloudFormation and Terraform
 * spell it. Every problem is reported at once. With the registry it is meant for, destinations that this registry cannot
 * have are found as well. More than ten rules are a warning, or refused when the quota page is to be believed.
 */
export function parseReplicationConfiguration(
  input: unknown,
  source?: RegistryAddress,
  readings: ReplicationDocumentReadings = {},
): Result<ReplicationConfiguration> {
  const document = readDocument(input, voice);
  if (!document.ok) return document;
  const { value, within } = openConfiguration(document.value.value);
  const problems = capped(voice.domain, [
    ...shapeDiagnostics(validateReplicationConfiguration, value, voice),
    ...destinationProblems(value, source, readings),
  ]);
  const found = [...document.diagnostics, ...document.value.place(within(problems))];
  // The validator has proved the shape wherever the result is used.
  return unlessRefused(value as ReplicationConfiguration, found);
}
