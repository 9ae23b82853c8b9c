import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../src/iam/index.js';
import { type FoundDocument, findDocuments } from '../src/inputs/index.js';
import { parseLifecyclePolicy } from '../src/lifecycle/index.js';
import { corpusFolder } from './corpus-folder.js';

interface Entry {
  readonly file: string;
  readonly document: Record<string, unknown>;
}

/** The documents of a folder of the corpus; none on a machine without it. */
function entriesOf(folder: string): readonly Entry[] {
  const path = corpusFolder(folder);
  if (path === undefined) return [];
  return readdirSync(path).map((file) => ({
    file: `${folder}/${file}`,
    document: JSON.parse(readFileSync(join(path, file), 'utf8')),
  }));
}

function foundIn(value: unknown): readonly FoundDocument[] {
  const read = findDocuments([{ path: 'file.json', text: JSON.stringify(value) }]);
  if (!read.ok) throw new Error('nothing could be read');
  return read.value;
}

const hasCorpus = corpusFolder('lifecycle') !== undefined;

describe.skipIf(!hasCorpus)('the documents of the corpus', () => {
  it('are found in its plans', () => {
    for (const { document } of entriesOf('terraform-plan')) {
      expect(foundIn(document['data']).map(({ kind, address }) => [kind, address])).toEqual([
        ['repository-settings', 'aws_ecr_repository.repository'],
      ]);
    }
  });

  it('are found in every resource of Terraform that holds one, planned or stored', () => {
    const entries = entriesOf('terraform-resources');
    expect(entries.length).toBeGreaterThan(100);
    const lost = entries.filter(({ document }) => {
      const { type, name, values } = document['data'] as Record<string, unknown>;
      const resource = { address: `${type}.${name}`, mode: 'managed', type, name };
      const change = { actions: ['create'], before: null, after: values, after_unknown: {} };
      const plan = { format_version: '1.2', resource_changes: [{ ...resource, change }] };
      const state = {
        format_version: '1.0',
        terraform_version: '1.9.8',
        values: { root_module: { resources: [{ ...resource, values }] } },
      };
      const [planned, stored] = [foundIn(plan), foundIn(state)];
      expect(stored.map(({ value }) => value)).toEqual(planned.map(({ value }) => value));
      return planned.length === 0;
    });
    const types = lost.map(({ document }) => (document['data'] as { type: string }).type);
    expect(new Set(types)).toEqual(new Set());
  });

  it('are known for what they are by their content', () => {
    for (const { file, document } of entriesOf('lifecycle')) {
      const { policy } = document;
      const kinds = foundIn(policy).map(({ kind }) => kind);
      const isTold = JSON.stringify(policy).match(/rulePriority|selection/) !== null;
      expect([file, kinds]).toEqual([file, isTold ? ['lifecycle'] : kinds]);
    }
    for (const folder of [
      'repository-policy',
      'registry-policy',
      'iam',
      'managed-policies',
      'rcp',
    ]) {
      for (const { file, document } of entriesOf(folder)) {
        const policy = document['policy'];
        const isTold = typeof policy === 'object' && policy !== null && 'Statement' in policy;
        expect([file, foundIn(policy).length]).toEqual([file, isTold ? 1 : 0]);
      }
    }
  });

  it('read the same in any wrapper as they do by themselves', () => {
    for (const { file, document } of entriesOf('lifecycle')) {
      const text = JSON.stringify(document['policy']);
      const wrapped = { repositoryName: 'a', lifecyclePolicyText: text };
      const [found] = foundIn(wrapped);
      expect([file, found?.text]).toEqual([file, text]);
      expect(parseLifecyclePolicy(found?.text)).toEqual(parseLifecyclePolicy(text));
    }
    for (const { file, document } of entriesOf('repository-policy')) {
      const text = JSON.stringify(document['policy']);
      const [found] = foundIn({ repositoryName: 'a', policyText: text });
      expect([file, found?.kind, found?.text]).toEqual([file, 'repository', text]);
      expect(parsePolicy(found?.text, 'repository').ok).toBe(parsePolicy(text, 'repository').ok);
    }
  });

  it('are found in recorded answers of AWS', () => {
    const kinds = entriesOf('responses').flatMap(({ document }) =>
      foundIn(document['response']).map(({ kind }) => kind),
    );
    expect(new Set(kinds)).toContain('repository');
    expect(new Set(kinds)).toContain('repository-settings');
  });
});
