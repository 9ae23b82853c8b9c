import { detailTypes } from '../../facts/events.js';
import { parseInstant } from '../../model/instant.js';
import { enveloped } from './envelope.js';
import type { EventBridgeEvent, TrailRecord } from './types.js';

/** A record of CloudTrail as EventBridge delivers it, to those whose rules wait for calls or for lifecycle runs. */
export function viaEventBridge(
  record: TrailRecord,
): EventBridgeEvent<
  'AWS API Call via CloudTrail' | 'AWS Service Event via CloudTrail',
  TrailRecord
> {
  const { recipientAccountId: registryId, awsRegion: region, eventType, eventTime } = record;
  const atMs = parseInstant(eventTime) ?? 0;
  return enveloped(
    { registryId, region, atMs },
    {
      detailType: eventType === 'AwsApiCall' ? detailTypes.apiCall : detailTypes.serviceEvent,
      detail: record,
    },
  );
}
