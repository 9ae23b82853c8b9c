import { detailTypes, replicateActionType } from '../../facts/events.js';
import { repositoryArn } from '../../model/arn.js';
import { enveloped, tagMember } from './envelope.js';
import type { EventMoment, EventReadings, ReplicationEvent, ReplicationFacts } from './types.js';

/** `ECR Replication Action`, which is raised in the destination: the moment is the destination's. */
export function replicationEvent(
  moment: EventMoment,
  facts: ReplicationFacts,
  readings: EventReadings = {},
): ReplicationEvent {
  const { source, repositoryName } = facts;
  return enveloped(moment, {
    detailType: detailTypes.replicationAction,
    resources: [repositoryArn({ ...moment, repositoryName })],
    detail: {
      result: facts.result,
      'repository-name': repositoryName,
      'image-digest': facts.imageDigest,
      'source-account': source.registryId,
      'action-type': replicateActionType,
      'source-region': source.region,
      ...tagMember(facts.imageTag, readings),
    },
  });
}
