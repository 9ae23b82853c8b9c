import type { AskedValue } from '../asked.js';

/** The instant a value stands for, read once a request. */
export function instantOf(value: AskedValue): number | null {
  value.instant ??= parseInstant(value.text);
  return value.instant;
}

/**
 * Milliseconds since 1970 of a date in the W3C's profile of ISO 8601, from the year down to fractions of a second with
 * a zone, or of seconds since 1970; `null` for anything else. Five digits and more are seconds, four are a year.
 */
export function parseInstant(text: string): number | null {
  if (/^\d{5,}$/.test(text)) return Number(text) * 1000;
  const found = profile.exec(text);
  if (found === null) return null;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00'] = found;
  const [, , , , , , , fraction = '', sign, zoneHour = '00', zoneMinute = '00'] = found;
  const whole = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // A day past the end of its month is read as one of the next month, which no calendar knows.
  if (Number.isNaN(whole) || new Date(whole).getUTCDate() !== Number(day)) return null;
  if (Number(zoneHour) > 23 || Number(zoneMinute) > 59) return null;
  const zone = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000;
  const exact = whole + Number(`0.${fraction || '0'}`) * 1000;
  return sign === '-' ? exact + zone : exact - zone;
}

const profile =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d):(\d\d)))?)?)?$/;
