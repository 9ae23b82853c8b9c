import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentMembers } from '../src/facts/registry-documents.js';
import {
  type ReadRegistryOptions,
  type RegistryDocumentKind,
  type RegistryFile,
  readRegistry,
} from '../src/registry/read/index.js';
import { hostileText, hostileValue } from './arbitraries/hostile.js';
import { faultOf } from './fault-of.js';

// Sound: the keys of this constant are its own names.
const kinds = Object.keys(documentMembers) as RegistryDocumentKind[];
const home = { registryId: '111111111111', region: 'eu-central-1' };

/** A file as somebody may give it, its kind told or not. */
function fileOf(input: unknown, kind?: RegistryDocumentKind): RegistryFile {
  const file = { path: 'a.json', repositoryName: 'web', kind };
  return typeof input === 'string' ? { ...file, text: input } : { ...file, value: input };
}

function expectSound(input: unknown, options: ReadRegistryOptions = home): void {
  const text = typeof input === 'string' ? input : undefined;
  for (const kind of [undefined, ...kinds]) {
    const result = readRegistry([fileOf(input, kind)], options);
    const keepsGood = options.skipBroken === true;
    const fault = faultOf(result, text, { keepsGood });
    if (fault !== undefined) expect.fail(`${kind ?? 'any kind'}: ${fault}`);
    expect(result.diagnostics.every(({ path }) => path === 'a.json')).toBe(true);
  }
}

const cyclic: Record<string, unknown> = {};
for (const members of Object.values(documentMembers)) {
  for (const name of members) cyclic[name] = cyclic;
}

const list: unknown[] = [];
list.push(list, [list], { imageDetails: list, repositories: list, images: list });

const values: readonly (readonly [name: string, value: unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['a BigInt', 1n],
  ['a symbol', Symbol('imageDetails')],
  ['a function', () => ({})],
  ['a map', new Map([['repositories', []]])],
  ['a cyclic answer', cyclic],
  ['a cyclic list', list],
  ['a hole in a list of repositories', { repositories: Object.assign([], { length: 2 }) }],
  ['a hole in a list of images', { imageDetails: Object.assign([], { length: 2 }) }],
  ['symbols for words', { imageDetails: [{ imageDigest: Symbol('a'), registryId: Symbol('b') }] }],
  ['a policy with a BigInt', { policyText: { Statement: [{ Effect: 1n }] } }],
  ['a policy that contains itself', { repositoryName: 'web', policyText: cyclic }],
  ['answers behind a prototype', Object.create({ repositories: [] })],
  ['an own __proto__', JSON.parse('{"__proto__": {"repositories": []}, "repositories": []}')],
  ['a repository called __proto__', { repositories: [{ repositoryName: '__proto__' }] }],
  ['images of a repository called constructor', image('constructor', 'toString')],
  ['a tag called __proto__', image('web', '__proto__')],
];

function image(repositoryName: string, tag: string) {
  return {
    imageDetails: [{ repositoryName, imageDigest: tag, imagePushedAt: 1, imageTags: [tag] }],
  };
}

describe('values nobody should give as a registry', () => {
  it.each(values)('%s', (_, value) => {
    expectSound(value);
    expectSound(value, { ...home, skipBroken: true });
  });
});

describe('texts nobody should give as a registry', () => {
  it.each([
    ['an empty text', ''],
    ['a megabyte of noise', 'x'.repeat(1_000_000)],
    ['lists ten thousand deep', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['a text full of NUL', '\u0000'.repeat(1000)],
    ['ten thousand broken lines', '{"imageDetails": [}\n'.repeat(10_000)],
    ['ten thousand unknown documents', '{"a": 1}\n'.repeat(10_000)],
  ])('%s', (_, text) => {
    for (const options of [home, { ...home, skipBroken: true }]) {
      const result = readRegistry([fileOf(text)], options);
      const fault = faultOf(result, text, { keepsGood: true });
      expect(fault).toBeUndefined();
      expect(result.diagnostics.length).toBeLessThanOrEqual(1001);
    }
  });

  it('what the files do not say is said once, however many records lack it', () => {
    const records = Array.from({ length: 20_000 }, (_, index) => ({
      imageDigest: `sha256:${index}`,
      imagePushedAt: 1,
    }));
    const file = { path: 'a.json', value: { imageDetails: records } };
    expect(readRegistry([file]).diagnostics.length).toBe(1);
    expect(readRegistry([{ ...file, repositoryName: 'web' }]).diagnostics.length).toBe(1);
  });
});

describe('whatever is given as a registry', () => {
  it('any value is answered', () => {
    fc.assert(
      fc.property(hostileValue, fc.boolean(), (value, skipBroken) =>
        expectSound(value, { ...home, skipBroken }),
      ),
      { numRuns: 200 },
    );
  });

  it('any text is answered', () => {
    fc.assert(
      fc.property(hostileText, fc.boolean(), (text, skipBroken) =>
        expectSound(text, { ...home, skipBroken }),
      ),
      { numRuns: 200 },
    );
  });

  it('any value in the place of any member of an answer is answered', () => {
    const names = [...new Set(Object.values(documentMembers).flat())];
    const answer = fc.dictionary(fc.constantFrom(...names), hostileValue, { maxKeys: 3 });
    const record = fc.dictionary(
      fc.constantFrom('repositoryArn', 'repositoryName', 'imageDigest', 'imageTags', 'createdAt'),
      hostileValue,
    );
    const lists = fc.record(
      { repositories: fc.array(record), imageDetails: fc.array(record), images: fc.array(record) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(answer, lists, fc.array(answer)), fc.boolean(), (value, skipBroken) =>
        expectSound(value, { ...home, skipBroken }),
      ),
      { numRuns: 200 },
    );
  });
});
