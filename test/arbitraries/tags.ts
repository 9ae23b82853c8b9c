import fc from 'fast-check';

/** Small alphabets make tags and patterns meet. */
const tagCharacter = fc.constantFrom('a', 'b', 'v', '1', '.', '-', '_');

/** A tag as OCI allows it, short. */
export const tag: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('a', 'b', 'v', '1', '_'), fc.string({ unit: tagCharacter, maxLength: 6 }))
  .map(([first, rest]) => first + rest);

/** A pattern of the same letters with up to `stars` asterisks. */
export const pattern = (stars: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.array(fc.string({ unit: tagCharacter, maxLength: 3 }), {
        minLength: 1,
        maxLength: stars + 1,
      }),
    )
    .map(([pieces]) => pieces.join('*'))
    .filter((text) => text !== '');

/** A tag grown from a pattern, and perhaps spoilt by one letter: near misses on purpose. */
export const nearMiss = (of: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.array(fc.string({ unit: tagCharacter, maxLength: 3 }), { minLength: 8, maxLength: 8 }),
      fc.option(fc.tuple(fc.nat(12), tagCharacter), { nil: undefined }),
    )
    .map(([fillings, spoil]) => {
      const grown = of.replaceAll('*', () => fillings.shift() ?? '');
      if (spoil === undefined) return grown;
      const [place, letter] = spoil;
      const at = place % (grown.length + 1);
      return grown.slice(0, at) + letter + grown.slice(at + 1);
    });
