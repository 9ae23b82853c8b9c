import fc from 'fast-check';

/** Records of describe-images, each with a digest of its own. */
export type ImageRecord = Record<string, unknown> & { imageDigest: string };

const tagNames = fc.uniqueArray(fc.constantFrom('v1', 'v2', 'latest', 'a{b', 'c]"d', 'e\\'), {
  maxLength: 3,
});
const seconds = fc.integer({ min: 1_500_000_000, max: 1_800_000_000 });

const details = fc.record(
  {
    imagePushedAt: fc.oneof(
      seconds,
      seconds.map((s) => new Date(s * 1000).toISOString()),
    ),
    imageTags: tagNames,
    imageSizeInBytes: fc.nat(),
    lastRecordedPullTime: seconds,
    imageStatus: fc.constantFrom('ACTIVE', 'ARCHIVED', null),
    repositoryName: fc.constantFrom('a', 'b'),
    imageScanStatus: fc.constant({ status: 'COMPLETE', description: 'done "well"\n{[' }),
  },
  { requiredKeys: ['imagePushedAt'] },
);

/** A list of records, digests numbered in their order. */
export const records: fc.Arbitrary<ImageRecord[]> = fc
  .array(details, { maxLength: 12 })
  .map((list) => list.map((one, index) => ({ imageDigest: `sha256:${index}`, ...one })));

/** A list cut into runs, some perhaps empty. */
export const cut = <T>(list: readonly T[]): fc.Arbitrary<T[][]> =>
  fc.array(fc.nat(list.length), { maxLength: 4 }).map((marks) => {
    const ends = [...marks.sort((a, b) => a - b), list.length];
    return ends.map((end, index) => list.slice(ends[index - 1] ?? 0, end));
  });

/** The same members in another order. */
export const reordered = <T extends object>(value: T): fc.Arbitrary<T> =>
  fc
    .shuffledSubarray(Object.entries(value), { minLength: Object.keys(value).length })
    // The entries of a T make a T again.
    .map((entries) => Object.fromEntries(entries) as T);

export const indent = fc.constantFrom(0, 2, 4, '\t');
