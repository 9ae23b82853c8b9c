import fc from 'fast-check';

/** Small alphabets make names and their beginnings meet. */
const part = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 3 });

/** A name of a few short parts, not always one that AWS would accept. */
export const shortName: fc.Arbitrary<string> = fc
  .array(part, { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('/'));

/** A beginning of a name, perhaps with something after it or one letter spoilt: near misses on purpose. */
export const beginningOf = (name: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.nat(name.length),
      fc.constantFrom('', '', 'a', '/', '-'),
      fc.option(fc.tuple(fc.nat(8), fc.constantFrom('a', 'b', '/', '-')), { nil: undefined }),
    )
    .map(([length, more, spoil]) => {
      const grown = name.slice(0, length) + more;
      if (spoil === undefined || grown === '') return grown;
      const at = spoil[0] % grown.length;
      return grown.slice(0, at) + spoil[1] + grown.slice(at + 1);
    });
