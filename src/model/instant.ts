/** Furthest from 1970 that a date can be, in milliseconds: what a JavaScript Date holds. */
const instantMax = 8.64e15;

/** A number this far from 0 counts milliseconds: as seconds it would lie beyond the year 5138. */
const millisecondsFrom = 1e11;

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;
const secondMs = 1000;

/**
 * An instant as people have it, in whole milliseconds since 1970 UTC, rounded down; undefined when it is none.
 *
 * - ISO 8601 date and time with `T` or a blank between, a fraction of any length, and `Z`, `+09:00`, `+0900` or `-05`
 *   behind it; without a zone it is UTC, whatever the zone of the machine, and a date alone is its midnight;
 * - seconds since 1970, whole or with a fraction, as a number or as text; milliseconds when that is the only way to
 *   read so great a number;
 * - a `Date`, or the recorded form of one: `{ "__class__": "datetime", "year": 2026, "month": 6, … }`.
 */
export function parseInstant(value: unknown): number | undefined {
  if (typeof value === 'string') return fromText(value);
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'object' || value === null) return undefined;
  if (value instanceof Date) return withinRange(value.getTime());
  return fromRecorded(value);
}

/** The instant as ISO 8601 text in UTC; a number that is no instant is shown as it is. */
export function formatInstant(ms: number): string {
  const whole = Math.floor(ms);
  return Math.abs(whole) <= instantMax ? new Date(whole).toISOString() : String(ms);
}

function withinRange(ms: number): number | undefined {
  // Adding 0 turns a negative zero into a plain one.
  return Math.abs(ms) <= instantMax ? ms + 0 : undefined;
}

/**
 * Of a number only microseconds are believed: a double near today's seconds is exact to a quarter of one, and rounding
 * there undoes the error of its decimal digits before the milliseconds are cut.
 */
function fromNumber(value: number): number | undefined {
  if (Math.abs(value) >= millisecondsFrom) return withinRange(Math.floor(value));
  return withinRange(Math.floor(Math.round(value * 1e6) / 1000));
}

function fromText(text: string): number | undefined {
  const first = text.charCodeAt(0);
  if (first === plus || first === minus) {
    return text.charCodeAt(7) === minus ? fromDate(text, 7) : fromNumericText(text);
  }
  return text.charCodeAt(4) === minus ? fromDate(text, 4) : fromNumericText(text);
}

const plus = 0x2b;
const comma = 0x2c;
const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const colon = 0x3a;
const blank = 0x20;

/** A digit's value, or something that is not within 0 to 9. */
function digitAt(text: string, i: number): number {
  return text.charCodeAt(i) - zero;
}

/** Two digits as a number, or -1. */
function pairAt(text: string, i: number): number {
  const tens = digitAt(text, i);
  const ones = digitAt(text, i + 1);
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** A date whose year ends at `yearEnd`, with or without a time behind it. */
function fromDate(text: string, yearEnd: number): number | undefined {
  const year = yearOf(text, yearEnd);
  const month = pairAt(text, yearEnd + 1);
  const day = pairAt(text, yearEnd + 4);
  if (year === undefined || text.charCodeAt(yearEnd + 3) !== minus) return undefined;
  const midnight = midnightOf(year, month, day);
  if (midnight === undefined) return undefined;
  const timeAt = yearEnd + 6;
  if (timeAt === text.length) return withinRange(midnight);
  const mark = text.charCodeAt(timeAt);
  if (mark !== 0x54 && mark !== 0x74 && mark !== blank) return undefined;
  return withTime(text, timeAt + 1, midnight);
}

/** Four digits, or a sign and six; a year 0 with a minus is not one. */
function yearOf(text: string, yearEnd: number): number | undefined {
  const signed = yearEnd === 7;
  let year = 0;
  for (let i = signed ? 1 : 0; i < yearEnd; i += 2) {
    const pair = pairAt(text, i);
    if (pair === -1) return undefined;
    year = year * 100 + pair;
  }
  if (!signed || text.charCodeAt(0) === plus) return year;
  return year === 0 ? undefined : -year;
}

function withTime(text: string, start: number, midnight: number): number | undefined {
  const hour = pairAt(text, start);
  const minute = pairAt(text, start + 3);
  if (text.charCodeAt(start + 2) !== colon || hour === -1 || minute === -1 || minute > 59) {
    return undefined;
  }
  let at = start + 5;
  let ms = hour * hourMs + minute * minuteMs;
  if (text.charCodeAt(at) === colon) {
    const second = pairAt(text, at + 1);
    if (second === -1 || second > 59) return undefined;
    at += 3;
    ms += second * secondMs;
    const mark = text.charCodeAt(at);
    if (mark === point || mark === comma) {
      const end = endOfDigits(text, at + 1);
      if (end === at + 1) return undefined;
      ms += millisecondsAt(text, at + 1, end);
      at = end;
    }
  }
  // Midnight may be written as the 24th hour of the day before, and nothing may come after that.
  if (hour > 23 && ms !== dayMs) return undefined;
  const offset = offsetAt(text, at);
  return offset === undefined ? undefined : withinRange(midnight + ms - offset);
}

/** The first three digits of a fraction; the rest is less than a millisecond. */
function millisecondsAt(text: string, start: number, end: number): number {
  let ms = 0;
  for (let i = start; i < start + 3; i++) ms = ms * 10 + (i < end ? digitAt(text, i) : 0);
  return ms;
}

function endOfDigits(text: string, start: number): number {
  let i = start;
  for (let digit = digitAt(text, i); digit >= 0 && digit <= 9; digit = digitAt(text, i)) i += 1;
  return i;
}

/** Milliseconds by which the zone at the end of the text is ahead of UTC; a blank may stand before it. */
function offsetAt(text: string, start: number): number | undefined {
  if (start === text.length) return 0;
  const at = text.charCodeAt(start) === blank ? start + 1 : start;
  const mark = text.charCodeAt(at);
  const left = text.length - at;
  if (mark === 0x5a || mark === 0x7a) return left === 1 ? 0 : undefined;
  if (mark !== plus && mark !== minus) return undefined;
  const hours = pairAt(text, at + 1);
  const minutes = left === 3 ? 0 : pairAt(text, text.length - 2);
  const shaped = left === 3 || left === 5 || (left === 6 && text.charCodeAt(at + 3) === colon);
  if (!shaped || hours === -1 || hours > 23 || minutes === -1 || minutes > 59) return undefined;
  const ahead = hours * hourMs + minutes * minuteMs;
  return mark === plus ? ahead : -ahead;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Midnight UTC of a day of the Gregorian calendar, which is taken to hold for all years. */
function midnightOf(year: number, month: number, day: number): number | undefined {
  const length = monthLengths[month - 1];
  if (length === undefined || day < 1) return undefined;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > length + (leap && month === 2 ? 1 : 0)) return undefined;
  // Years begin in March, so that the odd day of a leap year comes last and months need no table.
  const y = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return (365 * y + leaps + dayOfYear - daysBefore1970) * dayMs;
}

/** Days from 1 March of the year 0 to 1 January 1970. */
const daysBefore1970 = 719_468;

/** Seconds, or great milliseconds, written as decimal digits, which are taken as they stand. */
function fromNumericText(text: string): number | undefined {
  const negative = text.charCodeAt(0) === minus;
  const start = negative || text.charCodeAt(0) === plus ? 1 : 0;
  const end = endOfDigits(text, start);
  if (end === start) return undefined;
  const whole = Number(text.slice(start, end));
  if (end === text.length) return fromDigits(whole, 0, false, negative);
  if (text.charCodeAt(end) === point) {
    const fractionEnd = endOfDigits(text, end + 1);
    if (fractionEnd === text.length && fractionEnd > end + 1) {
      return fromFraction(text, { whole, start: end + 1, negative });
    }
  }
  return fromExponent(text);
}

function fromFraction(
  text: string,
  number: { whole: number; start: number; negative: boolean },
): number | undefined {
  const { whole, start, negative } = number;
  const ms = millisecondsAt(text, start, text.length);
  const from = whole >= millisecondsFrom ? start : start + 3;
  let more = false;
  for (let i = from; i < text.length; i++) more ||= digitAt(text, i) > 0;
  return fromDigits(whole, ms, more, negative);
}

/** `more` says that digits below a millisecond follow: before 1970 they round away from 0. */
function fromDigits(
  whole: number,
  fractionMs: number,
  more: boolean,
  negative: boolean,
): number | undefined {
  const ms = whole >= millisecondsFrom ? whole : whole * secondMs + fractionMs;
  return withinRange(negative ? -ms - (more ? 1 : 0) : ms);
}

/** `1.565128275E9`, as some tools print seconds. */
function fromExponent(text: string): number | undefined {
  return /^[+-]?\d{1,20}(\.\d{1,40})?[eE][+-]?\d{1,3}$/.test(text)
    ? fromNumber(Number(text))
    : undefined;
}

/** A Python datetime as recorders of SDK answers keep it; it is UTC. */
function fromRecorded(value: object): number | undefined {
  // Every field is checked before it is used.
  const recorded = value as Readonly<Record<string, unknown>>;
  if (recorded['__class__'] !== 'datetime') return undefined;
  const year = partOf(recorded['year'], 9999);
  const month = partOf(recorded['month'], 12);
  const day = partOf(recorded['day'], 31);
  const hour = partOf(recorded['hour'] ?? 0, 23);
  const minute = partOf(recorded['minute'] ?? 0, 59);
  const second = partOf(recorded['second'] ?? 0, 59);
  const microsecond = partOf(recorded['microsecond'] ?? 0, 999_999);
  const midnight = midnightOf(year, month, day);
  if (midnight === undefined) return undefined;
  const ms = hour * hourMs + minute * minuteMs + second * secondMs + Math.floor(microsecond / 1000);
  return withinRange(midnight + ms);
}

/** A whole number from 0 to `max`, or NaN, which no later sum or comparison forgives. */
function partOf(value: unknown, max: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max
    ? value
    : Number.NaN;
}
