import { filled } from '../../base/frame.js';
import { servicePrefix } from '../../facts/ecr-actions.js';
import { deniedException, internalCaller } from '../../facts/events.js';
import { policyTypePhrases, refusalReasons, refusalText } from '../../facts/iam.js';
import { formatArn, repositoryArn } from '../../model/arn.js';
import { partitionOf } from '../../model/region.js';
import type { RegistryAddress } from '../../model/registry.js';
import { apiCallRecord } from './api-call.js';
import type { TrailMoment, TrailRecord } from './types.js';

/** An image that another account's registry was not allowed to send here. */
export interface DeniedReplicationFacts {
  /** The action that the registry policy of the destination does not allow, such as `ecr:ReplicateImage`. */
  readonly action: string;
  readonly source: RegistryAddress;
  readonly repositoryName: string;
}

/** The call that a replication makes in the destination, refused there; the moment is the destination's. */
export function deniedReplicationRecord(
  moment: TrailMoment,
  { action, source, repositoryName }: DeniedReplicationFacts,
): TrailRecord {
  const { registryId } = moment;
  const partition = partitionOf(source.region) ?? 'aws';
  const account = source.registryId;
  const root = formatArn({ partition, service: 'iam', region: '', account, resource: 'root' });
  const resource = repositoryArn({ ...moment, repositoryName });
  const reason = filled(refusalReasons.implicit, policyTypePhrases.registry, action);
  return apiCallRecord(moment, {
    operation: action.slice(`${servicePrefix}:`.length),
    repositoryName,
    input: { registryId, repositoryName },
    refusal: {
      exception: deniedException,
      message: filled(refusalText, root, action, resource, reason),
    },
    userIdentity: { type: 'AWSAccount', principalId: account, accountId: account },
    sourceIPAddress: internalCaller,
    userAgent: internalCaller,
  });
}
