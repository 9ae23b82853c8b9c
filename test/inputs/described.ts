import type { Result } from '../../src/inputs/index.js';

/** The findings of a reading, a line each: severity, code, place and message. */
export function described({ diagnostics }: Result<unknown>): string[] {
  return diagnostics.map(
    ({ severity, code, at, message }) => `${severity} ${code} ${at}: ${message}`,
  );
}

/** What stands in the text where each finding points. */
export function slices(text: string, { diagnostics }: Result<unknown>): string[] {
  return diagnostics.map(({ range }) => text.slice(range?.start.offset, range?.end.offset));
}
