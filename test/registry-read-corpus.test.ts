/**
 * Builds registries from real answers, where a machine has a corpus of them: `ECR_DRYDOCK_CORPUS=<folder> npx vitest run
 * test/registry-read-corpus.test.ts`. What is refused was looked at, one by one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRegistry } from '../src/registry/read/index.js';
import { corpusFolder } from './corpus-folder.js';

/** For each folder the member that holds the document, and every code with the number of files that have it. */
const folders = {
  inventory: {
    member: 'data',
    // Deletions and lists of images are no description of a registry; some samples have shortened accounts, or name
    // another service in the ARNs of repositories; some are pages of a longer answer.
    findings: {
      'registry/unknown-document': 23,
      'registry/account-id': 2,
      'arn/other-service': 2,
      'arn/not-a-repository': 2,
      'inputs/repeated-image': 1,
      'inputs/more-pages': 4,
    },
  },
  responses: {
    member: 'response',
    // An error, and the answers of two actions that tell one setting; an account of eleven digits.
    findings: { 'registry/unknown-document': 3, 'registry/account-id': 1 },
  },
} as const;

describe.each(Object.entries(folders))('real answers: %s', (kind, { member, findings }) => {
  const folder = corpusFolder(kind);

  it.skipIf(folder === undefined)('are read, and refused for what was looked at', () => {
    const counts: Record<string, number> = {};
    for (const name of readdirSync(folder ?? '')) {
      const { [member]: value } = JSON.parse(readFileSync(join(folder ?? '', name), 'utf8'));
      const home = { registryId: '111111111111', region: 'us-east-1' };
      const named = { path: name, repositoryName: 'web' };
      const result = readRegistry([{ ...named, value }], home);
      const text = JSON.stringify(value, null, 4);
      const codes = ({ diagnostics }: typeof result) =>
        diagnostics.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
      expect(codes(readRegistry([{ ...named, text }], home)), name).toEqual(codes(result));
      for (const code of new Set(codes(result))) counts[code] = (counts[code] ?? 0) + 1;
    }
    expect(counts).toEqual(findings);
  });
});
