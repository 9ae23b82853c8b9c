import fc from 'fast-check';
import { policy } from './lifecycle.js';

/** Values that no JSON holds, and some that JSON holds and nobody expects. */
const oddity: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    '',
    '__proto__',
    '\ud800',
    '\udc00\ud800',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -0,
    1e308,
    10n ** 30n,
    Symbol('odd'),
    () => 'odd',
    Object(Symbol('boxed')),
  ),
  fc.constantFrom('rules', 'x'.repeat(1000), '*'.repeat(50), '\u0000', '9'.repeat(400)),
  fc.anything({
    maxDepth: 3,
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
  }),
);

/** Keys a document might have, keys that mean something to the language, and anything else. */
const key = fc.oneof(
  fc.constantFrom(
    'rules',
    'rulePriority',
    'selection',
    'action',
    'type',
    'tagStatus',
    'tagPatternList',
    'countType',
    'countNumber',
    'lifecyclePolicyText',
    'imageTagMutability',
    'imageTagMutabilityExclusionFilters',
    'filter',
    'imageDetails',
    'destinations',
    'repositoryFilters',
    'region',
    'registryId',
    'prefix',
    'appliedFor',
    'resourceTags',
    'ecrRepositoryPrefix',
    'upstreamRegistryUrl',
    'scanType',
    'scanFrequency',
    'imageScanFindings',
    'findings',
    'enhancedFindings',
    'exceptions',
    'signingProfileArn',
    'Key',
    'Value',
    'standard',
    'previewResults',
    'Statement',
    '__proto__',
    'constructor',
    'toString',
    'length',
    '0',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);

/** A place in a document, as the turns taken on the way down, and what is done there. */
const spoil = fc.tuple(
  fc.array(fc.nat(50), { minLength: 1, maxLength: 6 }),
  fc.constantFrom('replace', 'remove', 'add', 'wrap', 'cycle'),
  key,
  oddity,
);

/** A sound document with some of its places spoilt. */
function spoilt(document: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(document, fc.array(spoil, { minLength: 1, maxLength: 4 }))
    .map(([sound, spoils]) => {
      const root: Record<string, unknown> = { document: structuredClone(sound) };
      for (const [turns, deed, name, value] of spoils) {
        let holder: Record<string, unknown> = root;
        let last = 'document';
        for (const turn of turns) {
          const next = holder[last];
          if (typeof next !== 'object' || next === null || Object.keys(next).length === 0) break;
          holder = next as Record<string, unknown>;
          last = Object.keys(next)[turn % Object.keys(next).length] ?? '';
        }
        const found = holder[last];
        if (deed === 'remove') Reflect.deleteProperty(holder, last);
        else if (deed === 'wrap') define(holder, last, [found]);
        else if (deed === 'cycle') define(holder, name, root['document']);
        else define(holder, deed === 'add' ? name : last, value);
      }
      return root['document'];
    });
}

/** Sets an own property, `__proto__` too. Lists take members only, as JSON's do; what cannot be set stays. */
function define(holder: object, name: string, value: unknown): void {
  if (ArrayBuffer.isView(holder) || (Array.isArray(holder) && !/^\d{1,4}$/.test(name))) return;
  const property = { value, enumerable: true, configurable: true, writable: true };
  Reflect.defineProperty(holder, name, property);
}

const tagSettings = fc.record({
  imageTagMutability: fc.constantFrom('MUTABLE', 'IMMUTABLE_WITH_EXCLUSION'),
  imageTagMutabilityExclusionFilters: fc.array(
    fc.record({ filterType: fc.constant('WILDCARD'), filter: fc.constantFrom('dev-*', 'latest') }),
    { maxLength: 6 },
  ),
});

const inventory = fc.record({
  imageDetails: fc.array(
    fc.record(
      {
        imageDigest: fc.constantFrom('sha256:a', `sha256:${'b'.repeat(64)}`),
        imageTags: fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
        imagePushedAt: fc.constantFrom<unknown>('2026-06-01T12:00:00+00:00', 1_780_000_000.5, 'x'),
        imageStatus: fc.constantFrom('ACTIVE', 'ARCHIVED'),
        imageSizeInBytes: fc.nat(),
      },
      { requiredKeys: ['imageDigest'] },
    ),
    { maxLength: 4 },
  ),
});

const sound: fc.Arbitrary<unknown> = fc.oneof(policy, tagSettings, inventory);

/** Any value whatever, most of them close to a document that a reader knows. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 1, arbitrary: oddity },
  { weight: 1, arbitrary: fc.dictionary(key, oddity) },
  { weight: 4, arbitrary: spoilt(sound) },
);

/** Pieces of JSON, pieces of what is nearly JSON, and letters that readers stumble over. */
const scraps = fc.constantFrom(
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\\u',
  '\\ud800',
  '//',
  '/*',
  '\n',
  '\r',
  '\u2028',
  '\ufeff',
  'null',
  'true',
  'NaN',
  '-',
  '0',
  '01',
  '1e',
  '1e999',
  "'",
  '\u0000',
  '{"a":',
  '"__proto__":',
);

/** Any text whatever: documents cut, doubled and strewn with scraps, scraps alone, and plain noise. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(scraps, { maxLength: 60 }).map((parts) => parts.join('')),
  fc
    .tuple(
      sound,
      fc.constantFrom(undefined, 1, '\t'),
      fc.array(fc.tuple(fc.nat(), fc.nat(40), scraps), { maxLength: 4 }),
    )
    .map(([document, indent, cuts]) => {
      let text = JSON.stringify(document, null, indent);
      for (const [place, length, scrap] of cuts) {
        const at = place % (text.length + 1);
        text = text.slice(0, at) + scrap + text.slice(at + length);
      }
      return text;
    }),
  fc.tuple(sound, sound).map((pages) => pages.map((page) => JSON.stringify(page)).join('\n')),
);
