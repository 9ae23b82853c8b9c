import { dirname, join, resolve } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { isRecord } from '../base/loose.js';
import type { Io } from './io.js';
import { Unusable } from './reading.js';

/** A configuration as it was found: its folder, to which its globs are relative, and its value. */
export interface ConfigFile {
  readonly path: string;
  readonly folder: string;
  /** JSON text, or the value of another notation. */
  readonly input: unknown;
}

/** Names that are looked for in each folder, the first one found being taken. */
const configNames = [
  'ecr-drydock.config.json',
  'ecr-drydock.config.yaml',
  'ecr-drydock.config.yml',
  '.ecr-drydock.json',
  '.ecr-drydock.yaml',
  '.ecr-drydock.yml',
];

/**
 * The configuration that was named, or else the nearest one: in the current folder, or in one around it up to the root
 * of the repository. There, the key `ecr-drydock` of a `package.json` counts as well.
 */
export function configFile(named: string | undefined, io: Io): ConfigFile | undefined {
  if (named !== undefined) return readConfig(named, io);
  for (let folder = '.'; ; folder = join(folder, '..')) {
    const names = io.entriesOf(folder).map(({ name }) => name);
    const found = configNames.find((name) => names.includes(name));
    if (found !== undefined) return readConfig(join(folder, found), io);
    const inManifest = names.includes('package.json') ? manifestConfig(folder, io) : undefined;
    if (inManifest !== undefined) return inManifest;
    if (names.includes('.git') || resolve(folder, '..') === resolve(folder)) return undefined;
  }
}

function readConfig(path: string, io: Io): ConfigFile {
  const text = textOf(path, io);
  const folder = dirname(path);
  if (!/\.ya?ml$/i.test(path)) return { path, folder, input: text };
  try {
    return { path, folder, input: parseYaml(text) ?? {} };
  } catch (error) {
    throw new Unusable(`${path}: error: ${error instanceof Error ? error.message : 'no YAML'}\n`);
  }
}

function textOf(path: string, io: Io): string {
  try {
    return io.readText(path);
  } catch {
    throw new Unusable(`--config: ${path} cannot be read; check the path\n`);
  }
}

function manifestConfig(folder: string, io: Io): ConfigFile | undefined {
  const path = join(folder, 'package.json');
  try {
    const manifest: unknown = JSON.parse(io.readText(path));
    const input = isRecord(manifest) ? manifest['ecr-drydock'] : undefined;
    return input === undefined ? undefined : { path, folder, input };
  } catch {
    return undefined; // A manifest that is not JSON is not ours to report.
  }
}
