import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orThrow, type Registry, registryOf, snapshotOf } from '../../src/registry/index.js';
import { type RegistryFile, readRegistry } from '../../src/registry/read/index.js';
import { registryFiles } from '../../src/registry/write/index.js';
import { registrySnapshot } from '../arbitraries/registry-snapshot.js';

/** Registries in which something stands; AWS's answers tell of no other. */
function told(registry: Registry): unknown {
  return JSON.parse(JSON.stringify(snapshotOf(registry).registries));
}

function read(files: readonly RegistryFile[]): Registry {
  const result = readRegistry(files);
  // A name may be unusual; nothing is wrong, and nothing is lost.
  expect(result.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(result.diagnostics.filter(({ code }) => code === 'registry/unread-member')).toEqual([]);
  return orThrow(result);
}

const asText =
  (indent: number) =>
  ({ value, ...file }: RegistryFile): RegistryFile => ({
    ...file,
    text: JSON.stringify(value, null, indent),
  });

describe('a registry that is written as the answers of AWS', () => {
  it('is read back as it was, from values and from text, and nothing is unread', () => {
    fc.assert(
      fc.property(registrySnapshot, fc.constantFrom(0, 2), (snapshot, indent) => {
        const registry = orThrow(registryOf(snapshot));
        const files = registryFiles(registry);
        expect(told(read(files))).toEqual(told(registry));
        expect(told(read(files.map(asText(indent))))).toEqual(told(registry));
      }),
    );
  });

  it('is read alike in whatever order the files are given', () => {
    const shuffled = registrySnapshot.chain((snapshot) => {
      const registry = orThrow(registryOf(snapshot));
      const files = registryFiles(registry);
      const all = { minLength: files.length, maxLength: files.length };
      return fc.tuple(fc.constant(registry), fc.shuffledSubarray([...files], all));
    });
    fc.assert(
      fc.property(shuffled, ([registry, files]) => {
        expect(told(read(files))).toEqual(told(registry));
      }),
    );
  });

  it('is read alike when the answers about one registry come one a line', () => {
    fc.assert(
      fc.property(registrySnapshot, (snapshot) => {
        const registry = orThrow(registryOf(snapshot));
        const places = new Map<string, RegistryFile[]>();
        // What names its repository by its file alone stays a file of its own.
        for (const file of registryFiles(registry)) {
          const own = file.path.endsWith('list-tags-for-resource.json') ? `/${file.path}` : '';
          const key = `${file.registryId} ${file.region}${own}`;
          places.set(key, [...(places.get(key) ?? []), file]);
        }
        const lines = [...places.values()].map((files): RegistryFile => {
          const { registryId, region, repositoryName } = files[0] ?? ({ path: '' } as RegistryFile);
          return {
            path: `${registryId}.ndjson`,
            registryId,
            region,
            ...(files.length === 1 ? { repositoryName } : {}),
            text: files.map(({ value }) => JSON.stringify(value)).join('\n'),
          };
        });
        expect(told(read(lines))).toEqual(told(registry));
      }),
    );
  });

  it('is read alike when a page is cut into several, and when all of it is given twice', () => {
    fc.assert(
      fc.property(registrySnapshot, fc.nat(3), (snapshot, cut) => {
        const registry = orThrow(registryOf(snapshot));
        const files = registryFiles(registry);
        const paged = files.flatMap((file) => {
          const { imageDetails } = Object(file.value);
          if (!Array.isArray(imageDetails)) return [file];
          const [head, tail] = [imageDetails.slice(0, cut), imageDetails.slice(cut)];
          const more = { imageDetails: head, nextToken: 'more' };
          return [
            {
              ...file,
              value: undefined,
              text: `${JSON.stringify(more)}\n${JSON.stringify({ imageDetails: tail })}`,
            },
          ];
        });
        expect(told(read(paged))).toEqual(told(registry));
        const twice = readRegistry([...files, ...files]);
        expect(told(orThrow(twice))).toEqual(told(registry));
        expect(twice.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
    );
  });

  it('is told of in documents that name their account themselves', () => {
    fc.assert(
      fc.property(registrySnapshot, (snapshot) => {
        const registry = orThrow(registryOf(snapshot));
        // Of what an answer says itself the file need not say it again.
        const files = registryFiles(registry).map(({ registryId, ...file }) => {
          const untold = /get-account-setting|list-|batch-get-image/.test(file.path);
          return untold ? { ...file, registryId } : file;
        });
        expect(told(read(files))).toEqual(told(registry));
      }),
    );
  });
});
