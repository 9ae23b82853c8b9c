import {
  internalCaller,
  trailCategory,
  trailMembersSince,
  trailResourceType,
  trailSource,
  trailVersion,
} from '../../facts/events.js';
import { repositoryArn } from '../../model/arn.js';
import { member } from './envelope.js';
import { derivedId } from './ids.js';
import { secondsText } from './instants.js';
import type { TrailMoment, TrailRecord } from './types.js';

/** Whether records of this version have a member that came with that one: `1.11` is later than `1.09`. */
export function isSince(version: string | undefined, first: string): boolean {
  const [major = 0, minor = 0] = (version ?? trailVersion).split('.').map(Number);
  const [firstMajor = 0, firstMinor = 0] = first.split('.').map(Number);
  return major === firstMajor ? minor >= firstMinor : major > firstMajor;
}

/** The members with which every record begins, up to the name of the event and where it happened. */
export function opening(
  moment: TrailMoment,
  eventName: string,
  userIdentity: TrailRecord['userIdentity'],
) {
  return {
    eventVersion: moment.eventVersion ?? trailVersion,
    userIdentity,
    eventTime: secondsText(moment.atMs),
    eventSource: trailSource,
    eventName,
    awsRegion: moment.region,
  };
}

/** The id of a record: the one that was given, or one derived from all that the record says. */
export function recordId(moment: TrailMoment, said: unknown): string {
  return moment.id ?? derivedId(JSON.stringify([moment.ordinal ?? 0, moment.atMs, said]));
}

/** `readOnly`, `managementEvent` and `eventCategory`, in records that are new enough to have them. */
export function versionMembers({ eventVersion }: TrailMoment, readOnly: boolean) {
  const { readOnly: first, managementEvent, eventCategory } = trailMembersSince;
  return {
    readOnly: member('readOnly', isSince(eventVersion, first) ? readOnly : undefined),
    management: member('managementEvent', isSince(eventVersion, managementEvent) || undefined),
    category: member(
      'eventCategory',
      isSince(eventVersion, eventCategory) ? trailCategory : undefined,
    ),
  };
}

/** A record that the service writes of its own accord, about one repository. */
export function serviceRecord<Details>(
  moment: TrailMoment,
  about: { readonly eventName: string; readonly repositoryName: string; readonly details: Details },
): TrailRecord & { readonly serviceEventDetails: Details } {
  const { eventName, repositoryName, details } = about;
  const accountId = moment.registryId;
  const start = opening(moment, eventName, { accountId, invokedBy: internalCaller });
  const { readOnly, management, category } = versionMembers(moment, true);
  const ARN = repositoryArn({ ...moment, repositoryName });
  return {
    ...start,
    sourceIPAddress: internalCaller,
    userAgent: internalCaller,
    requestParameters: null,
    responseElements: null,
    eventID: recordId(moment, [start, details]),
    ...readOnly,
    resources: [{ ARN, accountId, type: trailResourceType }],
    eventType: 'AwsServiceEvent',
    ...management,
    recipientAccountId: accountId,
    serviceEventDetails: details,
    ...category,
  };
}
