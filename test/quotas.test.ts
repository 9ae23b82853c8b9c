import { describe, expect, it } from 'vitest';
import { orThrow } from '../src/base/result.js';
import {
  checkQuotas,
  countRequests,
  explainQuotas,
  leastTimeOf,
  type QuotaInventory,
  type QuotaOptions,
} from '../src/registry/index.js';
import { parseReplicationConfiguration } from '../src/replication-rules/index.js';
import { parseResourceTags } from '../src/tagging/resources/index.js';
import { cases } from './cases.js';

interface QuotaCase {
  readonly name: string;
  readonly inventory: QuotaInventory;
  readonly options?: QuotaOptions;
  readonly rows: Readonly<Record<string, object>>;
  readonly sentences: Readonly<Record<string, string>>;
}

describe('checking the quotas of a registry', () => {
  it.each(cases<QuotaCase>('quotas/check'))('$name', ({ inventory, options, rows, sentences }) => {
    const answers = new Map(
      checkQuotas(inventory, options).map((row) => [row.quota as string, row]),
    );
    for (const [quota, row] of Object.entries(rows)) {
      expect(answers.get(quota)).toMatchObject(row);
    }
    const told = new Map(
      explainQuotas(inventory, options).map(({ answer, sentence }) => [
        answer.quota as string,
        sentence,
      ]),
    );
    for (const [quota, sentence] of Object.entries(sentences)) {
      expect(told.get(quota)).toBe(sentence);
    }
  });

  it('tells every quota once, whatever is known, and each with its facts', () => {
    const answers = checkQuotas({});
    expect(new Set(answers.map(({ quota }) => quota)).size).toBe(answers.length);
    for (const { because, kind } of answers) {
      expect(because.length).toBeGreaterThan(0);
      expect(kind).toBe('unknown');
    }
  });

  it('takes the configurations as their readers give them', () => {
    const destinations = [{ region: 'us-west-2', registryId: '111111111111' }];
    const answers = checkQuotas({
      repositories: [
        {
          repositoryName: 'web',
          tags: orThrow(parseResourceTags([{ Key: 'team', Value: 'web' }])),
        },
      ],
      replicationConfiguration: orThrow(
        parseReplicationConfiguration({ rules: [{ destinations }] }),
      ),
    });
    const usedOf = (name: string) => {
      const row = answers.find(({ quota }) => quota === name);
      return row?.kind === 'within' ? row.used : undefined;
    };
    expect(usedOf('replication-destinations')).toBe(1);
    expect(usedOf('resource-tags-per-repository')).toBe(1);
  });
});

describe('the requests of pushes and pulls', () => {
  const mib = 1024 * 1024;

  it('a push checks every layer, uploads the new ones in parts and puts its manifests', () => {
    const push = {
      kind: 'push',
      manifests: 3,
      knownLayers: 4,
      newLayers: [1, 10 * mib, 25 * mib],
    } as const;
    expect(countRequests([{ kind: 'login' }, push])).toEqual({
      GetAuthorizationToken: 1,
      BatchCheckLayerAvailability: 7,
      InitiateLayerUpload: 3,
      UploadLayerPart: 1 + 1 + 3,
      CompleteLayerUpload: 3,
      PutImage: 3,
      BatchGetImage: 0,
      GetDownloadUrlForLayer: 0,
    });
    expect(countRequests([push], { partSizeMiB: 5 }).UploadLayerPart).toBe(1 + 2 + 5);
  });

  it('a pull gets its manifests and the layers that are not cached', () => {
    const requests = countRequests([{ kind: 'pull', manifests: 2, layers: 5 }]);
    expect(requests).toMatchObject({ BatchGetImage: 2, GetDownloadUrlForLayer: 5, PutImage: 0 });
  });

  it('the slowest operation sets the least time', () => {
    const push = { kind: 'push', manifests: 1, knownLayers: 8, newLayers: [mib, mib] } as const;
    const requests = countRequests(Array.from({ length: 100 }, () => push));
    expect(leastTimeOf(requests)).toEqual({ seconds: 10, operation: 'PutImage' });
    expect(leastTimeOf(requests, { limits: { PutImage: 1000 } })).toEqual({
      seconds: 2,
      operation: 'InitiateLayerUpload',
    });
    expect(leastTimeOf(countRequests([]))).toEqual({ seconds: 0 });
  });
});
