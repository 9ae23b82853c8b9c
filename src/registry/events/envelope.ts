import { envelopeVersion, eventBridgeSource } from '../../facts/events.js';
import { derivedId } from './ids.js';
import { secondsText } from './instants.js';
import type { EventBridgeEvent, EventMoment, EventReadings } from './types.js';

/** What an envelope carries beside where and when. */
interface Content<DetailType, Detail> {
  readonly detailType: DetailType;
  readonly source?: string | undefined;
  /** ARNs of the repositories it is about. */
  readonly resources?: readonly string[] | undefined;
  readonly detail: Detail;
}

/** An event as EventBridge delivers it: the members of every one, in the order in which AWS writes them. */
export function enveloped<DetailType extends string, Detail>(
  moment: EventMoment,
  content: Content<DetailType, Detail>,
): EventBridgeEvent<DetailType, Detail> {
  const { detailType, source = eventBridgeSource, resources = [], detail } = content;
  const about = {
    'detail-type': detailType,
    source,
    account: moment.registryId,
    time: secondsText(moment.atMs),
    region: moment.region,
    resources,
    detail,
  };
  const id = moment.id ?? derivedId(JSON.stringify([moment.ordinal ?? 0, moment.atMs, about]));
  return { version: envelopeVersion, id, ...about };
}

/** A member that stands only where there is something to say. */
export function member<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [N in Name]?: Value } {
  // Either it is empty, as every such object may be, or it has the one member.
  return (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: Value };
}

/** The tag of an event, of which an image without one may have an empty one. */
export function tagMember(
  imageTag: string | undefined,
  { untaggedImageTag = 'absent' }: EventReadings,
): { readonly 'image-tag'?: string } {
  return member('image-tag', imageTag ?? (untaggedImageTag === 'empty' ? '' : undefined));
}
