import { dayMs } from '../../facts/lifecycle.js';

/** The day of an instant, counted from 1970-01-01 in UTC. */
export function dayOf(ms: number): number {
  return Math.floor(ms / dayMs);
}

/** A day written as `YYYY-MM-DD`, counted from 1970; undefined when no calendar has it. */
export function dayNamed(text: string): number | undefined {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(ms) || dayText(dayOf(ms)) !== text ? undefined : dayOf(ms);
}

/** A day as `YYYY-MM-DD`. */
export function dayText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** 0 for Monday to 6 for Sunday: the first of 1970 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

export function isWorkingDay(day: number): boolean {
  return weekdayOf(day) < 5;
}

/** How many working days lie before a day, counted from the Monday before 1970. */
export function workingDaysBefore(day: number): number {
  return Math.floor((day + 3) / 7) * 5 + Math.min(weekdayOf(day), 5);
}
