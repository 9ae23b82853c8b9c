import { detailTypes, storageClassActionType } from '../../facts/events.js';
import { enveloped, member, tagMember } from './envelope.js';
import { trimmedText } from './instants.js';
import type {
  EventMoment,
  EventReadings,
  ImageActionEvent,
  ImageActionFacts,
  StorageClassEvent,
  StorageClassFacts,
} from './types.js';

/** `ECR Image Action` of a push or a deletion, or `ECR Referrer Action` for what is about another image. */
export function imageActionEvent(
  moment: EventMoment,
  facts: ImageActionFacts,
  readings: EventReadings = {},
): ImageActionEvent {
  return enveloped(moment, {
    detailType: detailTypeOf(facts),
    detail: {
      result: facts.result ?? 'SUCCESS',
      'repository-name': facts.repositoryName,
      'image-digest': facts.imageDigest,
      'action-type': facts.actionType,
      ...member('artifact-media-type', facts.artifactMediaType),
      ...tagMember(facts.imageTag, readings),
      ...member('manifest-media-type', facts.imageManifestMediaType),
    },
  });
}

/** The same for each tag that the image had; one event for an image without any. */
export function imageActionEvents(
  moment: EventMoment,
  {
    imageTags,
    ...facts
  }: Omit<ImageActionFacts, 'imageTag'> & { readonly imageTags: readonly string[] },
  readings: EventReadings = {},
): readonly ImageActionEvent[] {
  if (imageTags.length === 0) return [imageActionEvent(moment, facts, readings)];
  return imageTags.map((imageTag) => imageActionEvent(moment, { ...facts, imageTag }, readings));
}

/** `ECR Image Action`, or `ECR Referrer Action`, of archiving or restoring. */
export function storageClassEvent(
  moment: EventMoment,
  facts: StorageClassFacts,
): StorageClassEvent {
  const { targetStorageClass, lastActivatedAtMs } = facts;
  const activated =
    targetStorageClass === 'STANDARD' && lastActivatedAtMs !== undefined
      ? trimmedText(lastActivatedAtMs)
      : undefined;
  return enveloped(moment, {
    detailType: detailTypeOf(facts),
    detail: {
      'action-type': storageClassActionType,
      'target-storage-class': targetStorageClass,
      'image-digest': facts.imageDigest,
      'repository-name': facts.repositoryName,
      result: facts.result ?? 'SUCCESS',
      ...member('manifest-media-type', facts.imageManifestMediaType),
      ...member('artifact-media-type', facts.artifactMediaType),
      ...member('last-activated-at', activated),
    },
  });
}

function detailTypeOf({ isReferrer = false }: { readonly isReferrer?: boolean | undefined }) {
  return isReferrer ? detailTypes.referrerAction : detailTypes.imageAction;
}
