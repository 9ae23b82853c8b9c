import { formatInstant } from '../../model/instant.js';

/** `2019-11-16T01:54:34Z`: how envelopes and records write an instant, in whole seconds. */
export function secondsText(ms: number): string {
  return formatInstant(ms).replace(/\.\d+Z$/, 'Z');
}

/** `2025-10-10T19:13:02.74Z`: an instant without zeros at the end of its fraction. */
export function trimmedText(ms: number): string {
  return formatInstant(ms).replace(/\.?0*Z$/, 'Z');
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `Jul 11, 2018 10:17:44 PM`: how a record of CloudTrail writes an instant of an answer, in UTC. */
export function wordedText(ms: number): string {
  const read = /^(\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d:\d\d)/.exec(formatInstant(ms));
  if (read === null) return formatInstant(ms);
  const [, year, month, day, hour, rest] = read;
  const clock = `${Number(hour) % 12 || 12}:${rest} ${Number(hour) < 12 ? 'AM' : 'PM'}`;
  return `${months[Number(month) - 1]} ${Number(day)}, ${year} ${clock}`;
}
