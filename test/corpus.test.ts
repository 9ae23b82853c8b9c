/**
 * Reads every policy and configuration of a corpus of real ones, where a machine has it: `ECR_DRYDOCK_CORPUS=<folder>
 * npx vitest run test/corpus.test.ts`. A file holds a `policy`, and what a rough linter of the corpus said of it in
 * `check`, or a `configuration`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLifecyclePolicy, type Result } from '../src/lifecycle/index.js';
import { parseReplicationConfiguration } from '../src/replication-rules/index.js';
import { parseScanningConfiguration } from '../src/scanning/index.js';

interface CorpusFile {
  readonly policy: unknown;
  readonly check: { readonly errors: readonly string[] };
}

const folder = join(process.env['ECR_DRYDOCK_CORPUS'] ?? '', 'lifecycle');
const isThere = process.env['ECR_DRYDOCK_CORPUS'] !== undefined && existsSync(folder);
const names = isThere
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
  : [];
const files = names.map((name): [string, CorpusFile] => [
  name,
  JSON.parse(readFileSync(join(folder, name), 'utf8')),
]);

describe.skipIf(!isThere)('lifecycle policies of the corpus', () => {
  it('are all read, and refused where the corpus calls them broken', () => {
    expect(files.length).toBeGreaterThan(0);
    const refused = files.flatMap(([name, { policy }]) => {
      const result = parseLifecyclePolicy(policy);
      const codes = result.diagnostics.map(({ code, at }) => `${code} ${at}`);
      return result.ok ? [] : [{ name, codes }];
    });
    for (const { name, codes } of refused) console.log(`${name}: ${codes.join(', ')}`);
    const broken = files.filter(([, { check }]) => check.errors.length > 0).map(([name]) => name);
    expect(refused.map(({ name }) => name)).toEqual(broken);
  });

  it('are read from text as from a value', () => {
    for (const [, { policy }] of files) {
      const codes = (input: unknown) =>
        parseLifecyclePolicy(input)
          .diagnostics.map(({ code, at }) => `${code} ${at}`)
          .filter((found) => found !== 'lifecycle/text-length ')
          .sort();
      expect(codes(JSON.stringify(policy, null, 4))).toEqual(codes(policy));
    }
  });
});

/** For each folder its reader, and the errors that were looked at and are AWS's too. */
const configurations: Readonly<
  Record<string, { read: (input: unknown) => Result<unknown>; refusals: readonly string[] }>
> = {
  // Synopses of the documentation, in which a word stands where a Region, an account or a type of filter belongs.
  replication: {
    read: (input) => parseReplicationConfiguration(input),
    refusals: [
      'replication-rules/spelling /rules/0/destinations/0/region',
      'replication-rules/spelling /rules/0/destinations/0/registryId',
      'replication-rules/enum /rules/0/repositoryFilters/0/filterType',
    ],
  },
  scanning: { read: parseScanningConfiguration, refusals: [] },
};

describe.skipIf(!isThere)('configurations of the corpus', () => {
  it.each(Object.entries(configurations))('%s', (kind, { read, refusals }) => {
    const from = join(process.env['ECR_DRYDOCK_CORPUS'] ?? '', kind);
    const found = readdirSync(from).flatMap((name) => {
      const { configuration } = JSON.parse(readFileSync(join(from, name), 'utf8'));
      const asValue = read(configuration);
      expect(read(JSON.stringify(configuration, null, 2)).ok, name).toBe(asValue.ok);
      return asValue.diagnostics
        .filter(({ severity }) => severity === 'error')
        .map(({ code, at }) => `${code} ${at}`);
    });
    expect(new Set(found)).toEqual(new Set(refusals));
  });
});
