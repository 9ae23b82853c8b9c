import { describe, expect, it } from 'vitest';
import {
  type Image,
  type ImageManifest,
  orThrow,
  parseInventory,
  parseManifests,
  withManifests,
} from '../../src/inputs/index.js';
import { cases } from '../cases.js';
import { described } from './described.js';

interface ManifestCase {
  readonly name: string;
  readonly input: unknown;
  /** Absent when the reading fails. */
  readonly manifests?: readonly ImageManifest[];
  readonly found: readonly string[];
}

describe('reading manifests', () => {
  it.each(cases<ManifestCase>('inputs/manifests'))('$name', ({ input, manifests, found }) => {
    for (const given of [input, JSON.stringify(input)]) {
      const read = parseManifests(given);
      expect(described(read)).toEqual(found);
      expect(read.ok ? read.value : undefined).toEqual(manifests);
      for (const { because } of read.diagnostics) expect(because.length).toBeGreaterThan(0);
    }
  });

  it('takes several answers one after another, and names a broken one', () => {
    const answer = (digest: string) =>
      JSON.stringify(
        { images: [{ imageId: { imageDigest: digest }, imageManifest: '{"layers":[]}' }] },
        null,
        4,
      );
    const read = parseManifests(
      `${answer('sha256:aa')}\n${answer('sha256:bb').slice(0, 40)}\n${answer('sha256:cc')}`,
    );
    expect(read.ok && read.value.map(({ imageDigest }) => imageDigest)).toEqual([
      'sha256:aa',
      'sha256:cc',
    ]);
    expect(read.diagnostics.map(({ code, at }) => [code, at])).toEqual([['inputs/not-json', '/1']]);
  });
});

describe('joining manifests to an inventory', () => {
  const images: readonly Image[] = orThrow(
    parseInventory([
      { imageDigest: 'sha256:index', imagePushedAt: 1, imageTags: ['v1'] },
      { imageDigest: 'sha256:child', imagePushedAt: 1 },
      { imageDigest: 'sha256:signature', imagePushedAt: 1, subjectManifestDigest: 'sha256:index' },
      { imageDigest: 'sha256:sbom', imagePushedAt: 1 },
    ]),
  );

  it('adds children and subjects, and leaves the rest alone', () => {
    const joined = withManifests(images, [
      { imageDigest: 'sha256:index', references: ['sha256:child'] },
      { imageDigest: 'sha256:signature' },
      { imageDigest: 'sha256:sbom', subjectManifestDigest: 'sha256:index' },
      { imageDigest: 'sha256:unknown', references: ['sha256:child'] },
    ]);
    expect(joined).toEqual([
      { ...images[0], references: ['sha256:child'] },
      images[1],
      images[2],
      { ...images[3], subjectManifestDigest: 'sha256:index' },
    ]);
    expect(joined[1]).toBe(images[1]);
    expect(Object.keys(joined[0] ?? {})).toEqual(Object.keys(images[0] ?? {}));
  });

  it('keeps references that a later, emptier join does not know', () => {
    const once = withManifests(images, [
      { imageDigest: 'sha256:index', references: ['sha256:child'] },
    ]);
    expect(withManifests(once, [{ imageDigest: 'sha256:index' }])).toEqual(once);
  });
});
