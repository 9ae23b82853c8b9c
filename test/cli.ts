import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { Io } from '../src/cli/io.js';
import { lintCommand } from '../src/cli/lint.js';
import { run } from '../src/cli/program.js';
import { noProgress } from '../src/cli/progress.js';

/** What one call of the command line printed, and how it ended. */
export interface Call {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Files that were written, by name. */
  readonly written: Readonly<Record<string, string>>;
}

/** Calls the command line as a person would, with files of the project and any others given by name. */
export function call(
  args: readonly string[],
  files: Readonly<Record<string, string>> = {},
  now = '2026-06-15T12:00:00Z',
  { columns = 100, colour = false } = {},
): Call {
  let [out, err] = ['', ''];
  const written: Record<string, string> = {};
  const onDisk = (path: string) => new URL(`../${path}`, import.meta.url);
  const io: Io = {
    readText: (path) => files[path] ?? readFileSync(onDisk(path), 'utf8'),
    filesAt: (path) => {
      const given = Object.keys(files).filter((name) => name.startsWith(`${path}/`));
      if (given.length > 0) return given.sort();
      if (path in files || !statSync(onDisk(path)).isDirectory()) return [path];
      return readdirSync(onDisk(path)).map((file) => `${path}/${file}`);
    },
    isFolder: (path) =>
      Object.keys(files).some((name) => name.startsWith(path === '.' ? '' : `${path}/`)) ||
      (existsSync(onDisk(path)) && statSync(onDisk(path)).isDirectory()),
    entriesOf: (folder) => entriesOf(files, folder),
    writeText: (path, text) => {
      written[path] = text;
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
  const code = run(args, io, () => '0.0.0', lintCommand);
  return { code, out, err, written };
}

/** What stands in a folder of the given files, or of the project when none of them is in it. */
function entriesOf(files: Readonly<Record<string, string>>, folder: string) {
  const prefix = folder === '.' ? '' : `${folder}/`;
  const given = Object.keys(files).filter((name) => name.startsWith(prefix));
  if (given.length > 0) {
    const names = new Map(
      given.map((path) => {
        const [name = '', ...below] = path.slice(prefix.length).split('/');
        return [name, below.length > 0];
      }),
    );
    return [...names].map(([name, isFolder]) => ({ name, isFolder }));
  }
  const onDisk = new URL(`../${folder}/`, import.meta.url);
  if (Object.keys(files).length > 0 || !existsSync(onDisk)) return [];
  return readdirSync(onDisk, { withFileTypes: true })
    .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
