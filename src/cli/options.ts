import { Option } from 'commander';

/** What the images of a command may be read from, for its help. */
export const imagesHelp =
  'describe-images output: files, folders of them, or - for standard input (repeatable)';

/** The instant of a run, for the help of a command. */
export const asOfHelp = 'the instant of the run, such as 2026-06-15T12:00:00Z (default: now)';

/** An option that chooses among formats, text being the usual one. */
export function formatOption(formats: readonly string[]): Option {
  return new Option('--format <format>', 'how to print').choices(formats).default('text');
}

/** Gathers the values of an option that may be repeated. */
export function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
