import fc from 'fast-check';
import { hostLabels, publishedRegions } from '../../src/facts/partitions.js';
import type { HostKind } from '../../src/model/host.js';
import type { ImageUri } from '../../src/model/image-uri.js';
import type { RepositoryAddress } from '../../src/model/repository.js';
import { tag } from './tags.js';

const word = fc.string({
  unit: fc.constantFrom('a', 'b', 'z', '0', '7'),
  minLength: 1,
  maxLength: 3,
});
const separator = fc.constantFrom('.', '_', '__', '-', '--', '-----');

const part = fc
  .tuple(word, fc.array(fc.tuple(separator, word), { maxLength: 3 }))
  .map(([first, rest]) => first + rest.map((pair) => pair.join('')).join(''));

/** A name as the service accepts it today. */
export const repositoryName: fc.Arbitrary<string> = fc
  .array(part, { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('/'))
  .filter((name) => name.length >= 2);

/** A name, perhaps spoilt by one character: near misses on purpose. */
export const nearlyRepositoryName: fc.Arbitrary<string> = fc
  .tuple(
    repositoryName,
    fc.option(
      fc.tuple(fc.nat(20), fc.constantFrom('', '-', '_', '.', '/', 'A', ' ', ':', 'é', '\n')),
      {
        nil: undefined,
      },
    ),
  )
  .map(([name, spoil]) => {
    if (spoil === undefined) return name;
    const at = spoil[0] % (name.length + 1);
    return name.slice(0, at) + spoil[1] + name.slice(at + (spoil[1] === '' ? 1 : 0));
  });

export const region: fc.Arbitrary<string> = fc.constantFrom(
  ...Object.values(publishedRegions).flat(),
  'ap-southeast-9',
  'mars-north-1',
);

export const registryId: fc.Arbitrary<string> = fc.string({
  unit: fc.constantFrom('0', '1', '9'),
  minLength: 12,
  maxLength: 12,
});

export const repositoryAddress: fc.Arbitrary<RepositoryAddress> = fc.record({
  region,
  registryId,
  repositoryName,
});

const digest = fc
  .string({ unit: fc.constantFrom('0', 'a', 'f'), minLength: 64, maxLength: 64 })
  .map((hex) => `sha256:${hex}`);

const hosts = Object.keys(hostLabels).filter((kind) => kind !== 'ipv4');

export const imageUri: fc.Arbitrary<ImageUri> = fc
  .tuple(
    repositoryAddress,
    fc.record(
      {
        // The keys of the record of host labels are what `HostKind` is made of.
        host: fc.constantFrom(...(hosts as HostKind[])),
        imageTag: tag,
        imageDigest: digest,
      },
      { requiredKeys: [] },
    ),
  )
  .map(([address, rest]) => ({ ...address, ...rest }));
