import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatInstant,
  imageNoteOf,
  imageReferenceOf,
  parseInstant,
  parseInUse,
  parseInventory,
  parseManifests,
} from '../../src/inputs/index.js';
import { records } from '../arbitraries/inventory.js';

const readers = { parseInventory, parseManifests, parseInUse };

/** Raise it for a long run: `ECR_DRYDOCK_FUZZ_RUNS=100000`. */
const runs = Number(process.env['ECR_DRYDOCK_FUZZ_RUNS'] ?? 2000);

/** Reads with every reader; each must come back with a result that keeps its own promises. */
function survives(input: unknown): void {
  for (const read of Object.values(readers)) {
    const result = read(input);
    if (!result.ok)
      expect(result.diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
    expect(result.diagnostics.length).toBeLessThanOrEqual(1001);
    for (const { code, at, message, range } of result.diagnostics) {
      expect(code).toMatch(/^inputs\/[a-z-]+$/);
      expect(at === '' || at.startsWith('/')).toBe(true);
      expect(message).not.toContain('\n');
      if (typeof input === 'string' && range !== undefined) {
        expect(range.start.offset).toBeGreaterThanOrEqual(0);
        expect(range.end.offset).toBeLessThanOrEqual(input.length);
        expect(range.start.offset).toBeLessThanOrEqual(range.end.offset);
      }
    }
  }
}

/** Words that the readers know, so that chance finds their branches. */
const key = fc.constantFrom(
  'imageDetails',
  'imageDigest',
  'imagePushedAt',
  'imageTags',
  'images',
  'imageId',
  'imageManifest',
  'failures',
  'manifests',
  'subject',
  'digest',
  'schemaVersion',
  'apiVersion',
  'kind',
  'items',
  'spec',
  'containers',
  'image',
  'tasks',
  'taskDefinition',
  'containerDefinitions',
  'repositories',
  'Error',
  'nextToken',
  'template',
  'status',
  'containerStatuses',
  'imageID',
  '__proto__',
  'constructor',
);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(
      fc.constantFrom<unknown>(
        null,
        true,
        0,
        1e300,
        -1,
        '',
        'v1',
        'sha256:aa',
        '2026-01-01',
        '{"manifests":[]}',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: false }),
  ),
}));

const crumb = fc.oneof(
  fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    '\n',
    '\\',
    ' ',
    '{"imageDetails":[',
    '\ufeff',
    '\ud800',
    '#',
    '@',
  ),
  records.map((list) => JSON.stringify({ imageDetails: list })),
  value.map((any) => JSON.stringify(any) ?? ''),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

describe('hostile input', () => {
  it('as values never throws', () => {
    fc.assert(fc.property(fc.oneof(value, fc.anything()), survives), { numRuns: runs });
  });

  it('as text never throws', () => {
    const text = fc.array(crumb, { maxLength: 12 }).map((crumbs) => crumbs.join(''));
    fc.assert(fc.property(text, survives), { numRuns: runs });
  });

  it('as an instant or a name never throws', () => {
    const text = fc.oneof(
      fc.anything(),
      fc.string({ unit: fc.constantFrom(...'0123456789-:.TZ+ e@/a') }),
    );
    fc.assert(
      fc.property(text, (any) => {
        const ms = parseInstant(any);
        if (ms !== undefined) expect(parseInstant(formatInstant(ms))).toBe(ms);
        for (const name of [
          imageReferenceOf(String(JSON.stringify(any))),
          imageNoteOf(`${typeof any}`),
        ]) {
          expect(name === undefined || name.text.length > 0).toBe(true);
        }
      }),
      { numRuns: runs },
    );
  });

  const million = 1_000_000;
  const large: readonly [what: string, text: string][] = [
    ['a megabyte of one string', `{"imageDetails":[{"imageDigest":"${'x'.repeat(million)}"}]}`],
    ['a megabyte of one letter', 'x'.repeat(million)],
    ['a megabyte of quotes', '"'.repeat(million)],
    ['a megabyte of backslashes in a string', `"${'\\'.repeat(million)}`],
    ['a megabyte of brackets', '['.repeat(million)],
    ['brackets nested 10,000 deep', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['objects nested 10,000 deep', `${'{"imageDetails":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    [
      'a record with a member nested 10,000 deep',
      `[{"imageDigest":"a","imagePushedAt":1,"x":${'['.repeat(10_000)}${']'.repeat(10_000)}},{}]`,
    ],
    ['closing brackets alone', ']}'.repeat(million / 2)],
    ['a line each that opens a list', '[\n'.repeat(million / 2)],
    [
      'a line each that opens a list, all closed, one thing wrong',
      `${'[\n'.repeat(100_000)}oops${'\n]'.repeat(100_000)}`,
    ],
    ['a line each that opens an object', '{\n'.repeat(million / 2)],
    ['a broken record a line', '{"imageDigest":"sha256:a","imagePushedAt":\n'.repeat(20_000)],
    ['a broken bracket a line', '{"imageDetails":[}\n'.repeat(50_000)],
    ['a string that is not closed a line', '{"imageDetails":["\n'.repeat(50_000)],
    ['many records with nothing in them', `[${'{},'.repeat(50_000)}{}]`],
    ['many pages of one broken record', '{"imageDetails":[{}]}\n'.repeat(20_000)],
    ['the same record many times', '{"imageDigest":"a","imagePushedAt":1}\n'.repeat(20_000)],
    ['lone surrogates', `{"imageDetails":[{"imageDigest":"\ud800","imagePushedAt":"\udc00"}]}`],
    ['many words', 'word '.repeat(200_000)],
    ['many lines of nothing known', '- -\n'.repeat(100_000)],
    ['digits without an end', `[{"imageDigest":"a","imagePushedAt":"${'1'.repeat(million)}"}]`],
    [
      'a fraction without an end',
      `[{"imageDigest":"a","imagePushedAt":"2026-01-01T00:00:00.${'1'.repeat(million)}Z"}]`,
    ],
    ['a name of a megabyte', `${'a-'.repeat(million / 2)}/b:c`],
  ];

  it.each(large)('is survived: %s', (_what, text) => survives(text));

  it('is survived: a value that holds itself', () => {
    const cyclic: Record<string, unknown> = { imageDigest: 'sha256:a', imagePushedAt: 1 };
    cyclic['self'] = cyclic;
    cyclic['imageTags'] = [cyclic];
    const list: unknown[] = [cyclic];
    list.push(list);
    for (const input of [cyclic, list, { imageDetails: list }, { images: list }, { items: list }])
      survives(input);
  });
});
