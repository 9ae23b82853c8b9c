import { activationEventName, activationStatus } from '../../facts/events.js';
import { serviceRecord } from './trail.js';
import type { ActivationFacts, ImageActivationRecord, TrailMoment } from './types.js';

/** `ImageActivationEvent`: the restoring of an archived image has ended. */
export function imageActivationRecord(
  moment: TrailMoment,
  facts: ActivationFacts,
): ImageActivationRecord {
  const { repositoryName, imageDigest, result = 'SUCCESS' } = facts;
  return serviceRecord(moment, {
    eventName: activationEventName,
    repositoryName,
    details: {
      repositoryName,
      imageDigest,
      targetStorageClass: 'STANDARD',
      result,
      imageStatus: activationStatus,
    },
  });
}
