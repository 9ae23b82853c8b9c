import { describe, expect, it } from 'vitest';
import { type Image, mayLackArchived, orThrow, parseInventory } from '../../src/inputs/index.js';
import { cases } from '../cases.js';
import { described, slices } from './described.js';

interface InventoryCase {
  readonly name: string;
  readonly input?: unknown;
  readonly text?: string;
  /** What is read, in full or by digest; neither when the reading fails. */
  readonly images?: readonly Partial<Image>[];
  readonly digests?: readonly string[];
  readonly found: readonly string[];
}

interface ForeignCase {
  readonly input: unknown;
  readonly is: string;
  readonly repository?: string;
}

describe('reading an inventory', () => {
  it.each(cases<InventoryCase>('inputs/inventory'))(
    '$name',
    ({ input, text, images, digests, found }) => {
      const texts = [text ?? JSON.stringify(input), text ?? JSON.stringify(input, null, 4)];
      for (const given of text === undefined ? [input, ...texts] : texts) {
        const read = parseInventory(given);
        expect(described(read)).toEqual(found);
        expect(read.ok).toBe(images !== undefined || digests !== undefined);
        if (read.ok && images !== undefined) expect(read.value).toEqual(images);
        if (read.ok && digests !== undefined) {
          expect(read.value.map(({ imageDigest }) => imageDigest)).toEqual(digests);
        }
        for (const { range, because, help } of read.diagnostics) {
          expect(range !== undefined).toBe(typeof given === 'string');
          expect(because.length).toBeGreaterThan(0);
          expect(help).toBeTruthy();
        }
      }
    },
  );

  it('builds every image with the same members in the same order', () => {
    const images = orThrow(
      parseInventory([
        { imageDigest: 'sha256:a', imagePushedAt: 1 },
        { imageTags: ['v1'], imagePushedAt: 2, imageDigest: 'sha256:b', imageStatus: 'ACTIVE' },
      ]),
    );
    expect(Object.keys(images[1] ?? {})).toEqual(Object.keys(images[0] ?? {}));
  });
});

describe('what is no inventory is refused by name, with the command that gives one', () => {
  it.each(cases<ForeignCase>('inputs/foreign'))(
    '$is',
    ({ input, is, repository = 'REPOSITORY' }) => {
      for (const given of [input, JSON.stringify(input)]) {
        const read = parseInventory(given);
        expect(read.ok).toBe(false);
        expect(described(read)).toEqual([
          `error inputs/not-an-inventory : this is ${is}, but the images of a repository are needed`,
        ]);
        expect(read.diagnostics[0]?.help).toBe(
          `take it with \`aws ecr describe-images --repository-name ${repository} --filter imageStatus=ANY --output json\``,
        );
      }
    },
  );
});

const [a, b, c] = ['a', 'b', 'c'].map((name) => ({
  imageDigest: `sha256:${name}`,
  imagePushedAt: 1,
}));
const line = JSON.stringify;
const page = (...imageDetails: unknown[]) => JSON.stringify({ imageDetails }, null, 4);
const broken = '{"imageDigest": "sha256:x", "imagePu';

describe('several documents in one text', () => {
  const read: readonly [what: string, text: string, digests: string, found: readonly string[]][] = [
    ['pages, one after another', `${page(a)}\n${page(b, c)}\n`, 'abc', []],
    ['pages without a break between', `${page(a)}${page(b)}`, 'ab', []],
    ['pages with commas between', `${page(a)},\n${page(b)},`, 'ab', []],
    [
      'pages that each begin with a byte-order mark',
      `\ufeff${page(a)}\r\n\ufeff${page(b)}`,
      'ab',
      [],
    ],
    ['bare lists, one after another', `${line([a])}\n${line([b])}`, 'ab', []],
    ['a record a line', `${line(a)}\n\n${line(b)}\r\n${line(c)}\n`, 'abc', []],
    ['a page a line', `${line({ imageDetails: [a] })}\n${line({ imageDetails: [b] })}\n`, 'ab', []],
    ['one record alone', line(a), 'a', []],
    ['one page in a text sequence', `\u001e${page(a)}\n\u001e${page(b)}\n`, 'ab', []],
    ['a broken line in the middle', `${line(a)}\n${broken}\n${line(b)}\n`, 'ab', ['/1']],
    ['two broken lines', `${line(a)}\n${broken}\n${broken}\n${line(b)}`, 'ab', ['/1', '/2']],
    ['a line that is prose', `${line(a)}\nnot json\n${line(b)}\n`, 'ab', ['/1']],
    ['a line with a bracket too many', `${line(a)}\n${line(c)}}\n${line(b)}`, 'acb', ['/2']],
    [
      'brackets that add up over lines',
      `${line(a)}\n{"x":[\n${line(b)}\n]]}\n${line(c)}`,
      'abc',
      ['/1', '/3'],
    ],
    ['a page that breaks off', `${page(a).slice(0, -9)}\n${page(b)}`, 'b', ['/0']],
    [
      'a page that breaks off within a string',
      `${page(a, c).slice(0, -30)}\n${page(b)}`,
      'b',
      ['/0'],
    ],
    [
      'a page that breaks off before one on the same line',
      `${line({ imageDetails: [a] }).slice(0, -2)}${page(b)}`,
      'b',
      ['/0'],
    ],
    ['a list that breaks off, a record a line', `[\n${line(a)},\n${line(b)},\n`, 'ab', ['/0']],
    [
      'a page broken inside',
      `${page(a).replace('"imagePushedAt":', '"imagePushedAt"')}\n${page(b)}`,
      'b',
      ['/0'],
    ],
  ];

  it.each(read)('%s', (_what, text, digests, found) => {
    const result = parseInventory(text);
    expect(result.ok && result.value.map(({ imageDigest }) => imageDigest.at(-1)).join('')).toBe(
      digests,
    );
    expect(result.diagnostics.map(({ code }) => code)).toEqual(found.map(() => 'inputs/not-json'));
    expect(result.diagnostics.map(({ at }) => at)).toEqual(found);
  });

  it('show a broken record at its line and column, behind a byte-order mark as well', () => {
    const text = `\ufeff${line(a)}\n  {"imageDigest": "sha256:b"}\n${page(c, 5)}`;
    const result = parseInventory(text);
    expect(described(result)).toEqual([
      'error inputs/broken-image /1: the image `sha256:b` is left out: `imagePushedAt` is missing',
      'error inputs/broken-image /2/imageDetails/1: the image is left out: the number `5` stands where a record belongs',
    ]);
    expect(slices(text, result)).toEqual(['{"imageDigest": "sha256:b"}', '5']);
    expect(result.diagnostics.map(({ range }) => [range?.start.line, range?.start.column])).toEqual(
      [
        [2, 3],
        [9, 9],
      ],
    );
  });

  it('show a syntax error at its line and column', () => {
    const text = `${line(a)}\n${line(b)}\n{"imageDigest": oops}\n`;
    const [problem] = parseInventory(text).diagnostics;
    expect(problem?.range?.start).toMatchObject({ line: 3, column: 17 });
    expect(text.slice(problem?.range?.start.offset, problem?.range?.end.offset)).toBe('oops');
  });

  it('are refused as a whole when none is readable', () => {
    for (const text of ['', ' \n', 'hello', '{', '\ufeff', '{"imageDetails": [', 'a\nb\nc']) {
      const result = parseInventory(text);
      expect(result.ok).toBe(false);
      expect(result.diagnostics.map(({ code, at }) => [code, at])).toEqual([
        ['inputs/not-json', ''],
      ]);
      expect(result.diagnostics[0]?.range).toBeDefined();
    }
  });
});

describe('an inventory taken without archived images', () => {
  const images = (...statuses: unknown[]) =>
    orThrow(
      parseInventory(
        statuses.map((imageStatus, i) => ({
          imageDigest: `sha256:${i}`,
          imagePushedAt: i,
          imageStatus,
        })),
      ),
    );

  it('shows no status, or only active images', () => {
    expect(mayLackArchived(images(undefined, undefined))).toBe(true);
    expect(mayLackArchived(images('ACTIVE', undefined, 'ACTIVE'))).toBe(true);
    expect(mayLackArchived(images())).toBe(true);
  });

  it('does not hold an archived image, or one that is being restored', () => {
    expect(mayLackArchived(images('ACTIVE', 'ARCHIVED'))).toBe(false);
    expect(mayLackArchived(images('ACTIVATING', undefined))).toBe(false);
  });
});
