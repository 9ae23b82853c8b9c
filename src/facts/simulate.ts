/** How long restoring an image from the archive takes at most, in milliseconds. */
export const restoreMsMax = 1_200_000;

/** What the count of a rhythm may be given for. */
export const rhythmPeriods = ['day', 'working-day', 'week', 'month'] as const;

/** How a day of a schedule is written. */
export const scheduleDayPattern = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$';

/** Bounds of a schedule: far beyond what anybody builds, and small enough to be run through. */
export const rhythmCountMin = 0;
export const rhythmCountMax = 100_000;
export const rhythmsMax = 10_000;
export const scheduledEventsMax = 1_000_000;
export const platformCountMin = 1;
export const platformCountMax = 100;
export const referrerCountMin = 0;
export const referrerCountMax = 100;
export const scheduledSizeMin = 0;
export const firstNumberMin = 0;
export const newestMin = 1;
export const hourMin = 0;
export const hourMax = 24;
export const namesMin = 1;
