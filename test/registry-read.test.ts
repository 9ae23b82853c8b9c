import { describe, expect, it } from 'vitest';
import { ledger } from '../src/facts/ledger/index.js';
import { snapshotOf } from '../src/registry/index.js';
import {
  type ReadRegistryOptions,
  type RegistryFile,
  readRegistry,
} from '../src/registry/read/index.js';
import { cases } from './cases.js';

interface ReadCase {
  readonly name: string;
  readonly cites: readonly string[];
  readonly files: readonly RegistryFile[];
  readonly options?: ReadRegistryOptions;
  /** What the registry is; null when nothing is given. */
  readonly registries: readonly object[] | null;
  /** All findings, a line each: severity, path, code, place and message. */
  readonly findings: readonly string[];
}

function described(files: readonly RegistryFile[], options?: ReadRegistryOptions): string[] {
  return readRegistry(files, options).diagnostics.map(
    ({ severity, path, code, at, message }) => `${severity} ${path} ${code} ${at}: ${message}`,
  );
}

/** The file as its text, as people have it. */
const asText = ({ value, ...file }: RegistryFile): RegistryFile =>
  value === undefined ? { ...file } : { ...file, text: JSON.stringify(value, null, 2) };

describe('a registry out of what people have', () => {
  it.each(cases<ReadCase>('registry-read/read'))(
    '$name',
    ({ files, options, registries, findings, cites }) => {
      expect(described(files, options)).toEqual(findings);
      const read = readRegistry(files, options);
      expect(read.ok).toBe(registries !== null);
      if (read.ok) expect(snapshotOf(read.value).registries).toMatchObject(registries ?? []);
      for (const id of cites) expect(Object.keys(ledger)).toContain(id);
      for (const { because, help } of read.diagnostics) {
        expect(because.length).toBeGreaterThan(0);
        expect(help).toBeDefined();
      }
      // Text and value say the same, and text adds where in it something stands.
      expect(described(files.map(asText), options)).toEqual(findings);
      for (const { severity, range } of readRegistry(files.map(asText), options).diagnostics) {
        if (severity !== 'info') expect(range).toBeDefined();
      }
    },
  );

  it('kind, where a file names it, outweighs its content', () => {
    const files = [
      { path: 'a.json', kind: 'list-pull-time-update-exclusions', value: { tags: [] } },
    ] as const;
    expect(described(files, { registryId: '111111111111', region: 'eu-central-1' })).toEqual([
      'error a.json registry/broken-exclusions /pullTimeUpdateExclusions: a list of principals belongs here',
    ]);
  });

  it('an account or a Region that cannot be one is an error, of a file and of all', () => {
    const files = [{ path: 'a.json', registryId: '1', value: { tags: [] }, repositoryName: 'web' }];
    expect(described(files, { region: 'Frankfurt' })).toEqual([
      'error  registry/region : `Frankfurt` is not the name of a Region',
      'error a.json registry/account-id : `1` is not an account id: it has 1 digits instead of 12',
    ]);
  });

  it('a problem in a text is shown at its line', () => {
    const text = '{\n  "registryId": "12",\n  "policyText": "{}"\n}';
    const [problem] = readRegistry([{ path: 'a.json', text }], { region: 'eu-west-1' }).diagnostics;
    expect(problem?.range?.start.line).toBe(1);
  });
});
