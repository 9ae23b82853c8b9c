import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Image,
  type ImageReference,
  matchInUse,
  orThrow,
  parseInventory,
  parseManifests,
  type Result,
} from '../../src/inputs/index.js';
import { cut, type ImageRecord, indent, records, reordered } from '../arbitraries/inventory.js';
import { referenceMeaning } from '../reference/inputs.js';
import { described, slices } from './described.js';

const separator = fc.constantFrom('\n', '', '\r\n', ' ', '\n\n', ',\n', '\n\ufeff');
const digests = (read: Result<Image[]>) =>
  read.ok ? read.value.map(({ imageDigest }) => imageDigest) : [];
const page = (imageDetails: readonly unknown[], by: string | number) =>
  JSON.stringify({ imageDetails }, null, by);

describe('an inventory', () => {
  it('is the same in one page and in several, however they are written one after another', () => {
    fc.assert(
      fc.property(
        records.chain((all) => fc.tuple(fc.constant(all), cut(all))),
        fc.array(indent, { minLength: 5, maxLength: 5 }),
        separator,
        ([all, pages], indents, between) => {
          const text = pages.map((part, index) => page(part, indents[index] ?? 0)).join(between);
          const read = parseInventory(text);
          expect(read).toEqual({ ...parseInventory({ imageDetails: all }), diagnostics: [] });
          expect(parseInventory(pages)).toEqual(read);
        },
      ),
    );
  });

  it('is the same as a list and a record a line, places included', () => {
    const broken = fc.constantFrom([{ imageDigest: 'x' }], [{ imagePushedAt: 'never' }]);
    fc.assert(
      fc.property(fc.array(fc.oneof(records, broken)), (lists) => {
        const all = lists.flat();
        fc.pre(all.length > 1);
        const lines = parseInventory(all.map((record) => JSON.stringify(record)).join('\n'));
        const list = parseInventory(all);
        expect(digests(lines)).toEqual(digests(list));
        expect(described(lines)).toEqual(described(list));
      }),
    );
  });

  it('does not depend on the order of the members of its records and pages', () => {
    fc.assert(
      fc.property(
        records.chain((all) => fc.tuple(fc.constant(all), fc.tuple(...all.map(reordered)))),
        fc.boolean(),
        ([all, turned], tokenFirst) => {
          const shuffled = tokenFirst
            ? { nextToken: null, imageDetails: turned }
            : { imageDetails: turned, nextToken: null };
          expect(parseInventory(shuffled)).toEqual(parseInventory({ imageDetails: all }));
        },
      ),
    );
  });

  it('is the same as text and as a value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.jsonValue(), records), { maxLength: 4 }),
        indent,
        (value, by) => {
          const [asValue, asText] = [
            parseInventory(value),
            parseInventory(JSON.stringify(value, null, by)),
          ];
          expect(described(asText)).toEqual(described(asValue));
          expect(digests(asText)).toEqual(digests(asValue));
        },
      ),
    );
  });
});

/** How a document can be broken: it breaks off, or it loses or gains a character. */
const spoil = (text: string) =>
  fc.oneof(
    fc.nat(text.length - 2).map((at) => text.slice(0, at + 1)),
    fc.nat(text.length - 1).map((at) => text.slice(0, at) + text.slice(at + 1)),
    fc
      .tuple(fc.nat(text.length), fc.constantFrom('{', '}', '[', ']', '"', ',', '\\'))
      .map(([at, letter]) => text.slice(0, at) + letter + text.slice(at)),
  );

interface Part {
  readonly text: string;
  readonly digests: readonly string[];
}

/** Pages of one record and bare records, a part of them broken; the digests of the good ones. */
const parts: fc.Arbitrary<Part[]> = fc
  .array(fc.tuple(records, fc.boolean(), indent, fc.boolean()), { minLength: 1, maxLength: 6 })
  .chain((list) =>
    fc.tuple(
      ...list.map(([all, asPage, by, isBroken], index) => {
        const own = all
          .slice(0, 1)
          .map((one): ImageRecord => ({ ...one, imageDigest: `sha256:p${index}` }));
        const [record] = own;
        const text = asPage || record === undefined ? page(own, by) : JSON.stringify(record);
        return isBroken
          ? spoil(text).map((spoilt): Part => ({ text: spoilt, digests: [] }))
          : fc.constant<Part>({ text, digests: own.map(({ imageDigest }) => imageDigest) });
      }),
    ),
  );

describe('a broken document', () => {
  it('does not hide the others, which stand on lines of their own', () => {
    fc.assert(
      fc.property(parts, (list) => {
        const read = parseInventory(list.map(({ text }) => text).join('\n'));
        const wanted = list.flatMap((part) => part.digests);
        expect(digests(read).filter((digest) => wanted.includes(digest))).toEqual(wanted);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a place', () => {
  it('is where the record stands that a finding is about', () => {
    fc.assert(
      fc.property(
        records.chain((all) =>
          cut(all.map((record, i) => (i % 3 === 1 ? { wrong: record.imageDigest } : record))),
        ),
        indent,
        separator,
        (pages, by, between) => {
          const text = `\n${pages.map((part) => page(part, by)).join(between)}`;
          const read = parseInventory(text);
          const wrong = pages.flat().filter((record) => 'wrong' in record);
          const stands = slices(text, read).map((slice): unknown => JSON.parse(slice));
          expect(stands).toEqual(wrong);
          for (const { range } of read.diagnostics) {
            const before = text.slice(0, range?.start.offset).split('\n');
            expect(range?.start.line).toBe(before.length);
            expect(range?.start.column).toBe((before.at(-1)?.length ?? 0) + 1);
          }
        },
      ),
    );
  });
});

describe('manifests', () => {
  it('are the same in one answer and in several', () => {
    const image = fc.record({
      imageId: fc.record({ imageDigest: fc.constantFrom('sha256:a', 'sha256:b', 'sha256:c') }),
      imageManifest: fc.constantFrom('{"layers":[]}', '{"manifests":[{"digest":"sha256:a"}]}', '{'),
    });
    fc.assert(
      fc.property(
        fc.array(image, { maxLength: 8 }).chain((all) => fc.tuple(fc.constant(all), cut(all))),
        separator,
        ([all, answers], between) => {
          const text = answers
            .map((images) => JSON.stringify({ images, failures: [] }))
            .join(between);
          const [several, one] = [
            parseManifests(text),
            parseManifests({ images: all, failures: [] }),
          ];
          expect(several.ok && several.value).toEqual(one.ok && one.value);
          expect(several.diagnostics.length).toBe(one.diagnostics.length);
        },
      ),
    );
  });
});

const maybe = <T>(...values: T[]) => fc.constantFrom<T | undefined>(undefined, ...values);

const reference: fc.Arbitrary<ImageReference> = fc.record({
  registryId: maybe('111111111111', '222222222222'),
  region: maybe('eu-west-1'),
  host: maybe('docker.io', '111111111111.dkr.ecr.eu-west-1.amazonaws.com'),
  repositoryName: maybe('a', 'b'),
  tag: maybe('v1', 'v2'),
  digest: maybe('sha256:0', 'sha256:1'),
  text: fc.constant('x'),
});

describe('what is in use', () => {
  it('is what a naive look at each image says', () => {
    fc.assert(
      fc.property(
        records,
        fc.array(reference),
        maybe('eu-west-1', 'us-east-1'),
        (all, references, region) => {
          const images = orThrow(parseInventory(all));
          const matches = matchInUse(images, references, { region });
          expect(matches.map(({ images: meant }) => meant)).toEqual(
            references.map((one) => images.filter((image) => referenceMeaning(one, image, region))),
          );
          for (const { standing, images: meant } of matches) {
            expect(standing === 'found').toBe(meant.length > 0);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
