import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { Io } from '../src/cli/io.js';
import { run } from '../src/cli/program.js';
import { noProgress } from '../src/cli/progress.js';

/** What one call of the command line printed, and how it ended. */
export interface Call {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Calls the command line as a person would, with files of the project and any others given by name. */
export function call(
  args: readonly string[],
  files: Readonly<Record<string, string>> = {},
  now = '2026-06-15T12:00:00Z',
  { columns = 100, colour = false } = {},
): Call {
  let [out, err] = ['', ''];
  const onDisk = (path: string) => new URL(`../${path}`, import.meta.url);
  const io: Io = {
    readText: (path) => files[path] ?? readFileSync(onDisk(path), 'utf8'),
    filesAt: (path) => {
      const given = Object.keys(files).filter((name) => name.startsWith(`${path}/`));
      if (given.length > 0) return given.sort();
      if (path in files || !statSync(onDisk(path)).isDirectory()) return [path];
      return readdirSync(onDisk(path)).map((file) => `${path}/${file}`);
    },
    write: (text) => {
      out += text;
    },
    writeError: (text) => {
      err += text;
    },
    progress: () => noProgress,
    now: () => Date.parse(now),
    columns,
    colour,
    colourErrors: false,
  };
  const code = run(args, io, () => '0.0.0');
  return { code, out, err };
}
