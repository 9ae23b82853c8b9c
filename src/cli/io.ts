import { type Dirent, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HclParser } from '../notations/index.js';
import { type Progress, progressOn } from './progress.js';
import { readTextFile, writeTextFile } from './text-file.js';

/** The outside world as the commands see it; tests give them another one. */
export interface Io {
  /** The text of a file, or of standard input for `-`. Throws an Error that says why it cannot be read. */
  readonly readText: (path: string) => string;
  /** The file itself, or the JSON files of a folder in the order of their names. */
  readonly filesAt: (path: string) => readonly string[];
  readonly isFolder: (path: string) => boolean;
  /** The folders and files in a folder, in the order of the names; nothing when it cannot be read. */
  readonly entriesOf: (
    folder: string,
  ) => readonly { readonly name: string; readonly isFolder: boolean }[];
  /** Writes a file, and the folders it lies in. */
  readonly writeText: (path: string, text: string) => void;
  /** A parser of Terraform's language, or undefined when none is installed. */
  readonly hclParser: () => Promise<HclParser | undefined>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** A bar for a long piece of work, on a terminal only and never in the output. */
  readonly progress: (what: string, total: number) => Progress;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly columns: number;
  /** Whether each stream shows colours. */
  readonly colour: boolean;
  readonly colourErrors: boolean;
}

/** This process's files, streams and clock. */
export function processIo(): Io {
  const { stdout, stderr } = process;
  const standardInput = readOnce(() => readTextFile(0));
  return {
    readText: (path) => (path === '-' ? standardInput() : readTextFile(path)),
    filesAt,
    isFolder,
    entriesOf,
    writeText: (path, text) => {
      mkdirSync(dirname(path), { recursive: true });
      writeTextFile(path, text);
    },
    hclParser,
    write: (text) => stdout.write(text),
    writeError: (text) => stderr.write(text),
    progress: (what, total) => progressOn(stderr, what, total),
    now: () => Date.now(),
    columns: stdout.isTTY ? Math.max(stdout.columns, 40) : 100,
    colour: showsColour(stdout),
    colourErrors: showsColour(stderr),
  };
}

/** A stream gives its text once, and a plan on it may be both what was and what shall be. */
function readOnce(read: () => string): () => string {
  let text: string | undefined;
  return () => {
    text ??= read();
    return text;
  };
}

function filesAt(path: string): readonly string[] {
  if (path === '-' || !statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(json|ndjson|jsonl)$/.test(file))
    .sort()
    .map((file) => join(path, file));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function entriesOf(
  folder: string,
): readonly { readonly name: string; readonly isFolder: boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || entry.isFile() || leadsToFile(folder, entry))
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** Of links those to files count: to follow one to a folder may have no end, and one to nothing is nobody's document. */
function leadsToFile(folder: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return false;
  try {
    return statSync(join(folder, entry.name), { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}

/** It is heavy and few need it, so that who does installs it beside. */
async function hclParser(): Promise<HclParser | undefined> {
  try {
    return await import('@cdktn/hcl2json');
  } catch {
    return undefined;
  }
}

/** Colours only on a terminal, and never against the person's will (no-color.org). */
function showsColour(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR: forbidden, FORCE_COLOR: forced } = process.env;
  if (forbidden !== undefined && forbidden !== '') return false;
  if (forced !== undefined && forced !== '' && forced !== '0') return true;
  return stream.isTTY === true;
}
