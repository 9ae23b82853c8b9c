import type { Diagnostic } from '../base/diagnostic.js';
import { failure, type Result } from '../base/result.js';
import { parseInstant } from '../inputs/index.js';
import { diagnosticsText } from '../report/index.js';
import { type FileOption, mixedUp } from './file-options.js';
import type { Io } from './io.js';

export { exitCodes } from './exit-codes.js';

/** Something about the call or its files that leaves nothing to answer. The message was composed for the person. */
export class Unusable extends Error {}

/** Reads the files of one input, reports what it finds to the person, and remembers whether it can be used. */
export class Reader {
  private readonly io: Io;
  private readonly options: readonly FileOption[];
  private usable = true;

  /** `options` are those of the command that take files, for who gives one the file of another. */
  constructor(io: Io, options: readonly FileOption[] = []) {
    this.io = io;
    this.options = options;
  }

  /** The values of all files at a path, in order; what cannot be read is reported and left out. */
  readAll<T>(
    path: string,
    parse: (text: string) => Result<T>,
    given?: FileOption,
  ): readonly { file: string; value: T }[] {
    return this.filesAt(path).flatMap((file) => {
      const value = this.read(file, parse, given);
      return value === undefined ? [] : [{ file, value }];
    });
  }

  /** The value of one file that an option was given, or undefined after its problems were reported. */
  read<T>(file: string, parse: (text: string) => Result<T>, given?: FileOption): T | undefined {
    const text = this.text(file);
    if (text === undefined) return undefined;
    const result = parse(text);
    const mixed =
      given === undefined || result.ok
        ? undefined
        : mixedUp({ path: file, text }, given, this.options);
    // A reader that recognises by itself what it was given tells how to get what it needs.
    const isToldSo = result.diagnostics.every(({ code }) => code.startsWith('inputs/not-'));
    if (mixed === undefined || (isToldSo && mixed.help === undefined))
      return this.take(file, result);
    return this.take<T>(file, failure([mixed]));
  }

  /** The value of something read, or undefined after its problems were reported under the name it goes by. */
  take<T>(name: string, result: Result<T>): T | undefined {
    this.report(name, result.diagnostics);
    if (result.ok) return result.value;
    this.usable = false;
    return undefined;
  }

  /** The text of one file, or undefined after it was reported unreadable. */
  text(file: string): string | undefined {
    try {
      return this.io.readText(file);
    } catch (error) {
      this.refuse(`${file}: error: ${reasonOf(error)}\n`);
      return undefined;
    }
  }

  /** Says why nothing can be answered. */
  refuse(message: string): void {
    this.usable = false;
    this.io.writeError(message);
  }

  /** Ends the command if any input could not be used. */
  demandUsable(): void {
    if (!this.usable) throw new Unusable('');
  }

  report(file: string, diagnostics: readonly Diagnostic[]): void {
    const { columns, colourErrors } = this.io;
    const style = { columns, colour: colourErrors };
    this.io.writeError(diagnosticsText(nameOf(file), diagnostics, style));
  }

  /** The file itself, or the JSON files of a folder; none after it was reported that there are none. */
  filesAt(path: string): readonly string[] {
    try {
      const files = this.io.filesAt(path);
      if (files.length === 0)
        this.refuse(`${path}: error: there is no .json file in this folder\n`);
      return files;
    } catch (error) {
      this.refuse(`${path}: error: ${reasonOf(error)}\n`);
      return [];
    }
  }
}

/** What a file goes by in what is said of it. */
function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}

/** Why a file cannot be read, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  if (code === 'ENOENT') return 'there is no such file; check the path';
  if (code === 'EISDIR') return 'this is a folder, and a file is needed here';
  if (code === 'EACCES') return 'the file may not be read; check its permissions';
  return message ?? 'the file cannot be read';
}

/** The instant a person gave, or now. */
export function instantOf(text: string | undefined, io: Io): number {
  if (text === undefined) return io.now();
  const instant = parseInstant(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);
  if (instant === undefined) {
    throw new Unusable(
      `--as-of: \`${text}\` is no instant; write 2026-06-15 or 2026-06-15T12:00:00Z\n`,
    );
  }
  return instant;
}
