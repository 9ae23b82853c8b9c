import fc from 'fast-check';

/** A JSON document with a few of its values replaced, removed or doubled: broken in one place, sound in the others. */
export const spoilt = (document: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(document, fc.array(fc.tuple(fc.nat(400), wound), { minLength: 0, maxLength: 3 }))
    .map(([value, wounds]) =>
      wounds.reduce((before, [place, what]) => wounded(before, place, what), value),
    );

interface Wound {
  readonly kind: 'replace' | 'remove' | 'double' | 'rename';
  readonly value: unknown;
}

const wound: fc.Arbitrary<Wound> = fc.record({
  kind: fc.constantFrom('replace', 'remove', 'double', 'rename'),
  value: fc.oneof(
    fc.constantFrom(null, '', 0, -1, 1e308, true, [], {}, [[]], '*', 'ROOT', '__proto__', '\u0000'),
    fc.string({ maxLength: 8 }),
    fc.jsonValue({ maxDepth: 1 }),
  ),
});

/** The document with the place-th of its values, in reading order, wounded. */
function wounded(value: unknown, place: number, wound: Wound): unknown {
  const count = sizeOf(value);
  let at = place % count;
  const visit = (node: unknown): unknown => {
    const here = at === 0;
    at -= 1;
    if (here && wound.kind === 'replace') return wound.value;
    if (Array.isArray(node)) {
      if (here && wound.kind === 'double') return [...node, ...node];
      if (here && wound.kind === 'remove') return node.slice(1);
      return node.map(visit);
    }
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node).map(([key, child]): [string, unknown] => [
      key,
      visit(child),
    ]);
    if (here && wound.kind === 'remove') return Object.fromEntries(entries.slice(1));
    if (here && wound.kind === 'rename') {
      return Object.fromEntries(entries.map(([key, child]) => [`${key}x`, child]));
    }
    return Object.fromEntries(entries);
  };
  return visit(value);
}

function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return 1 + Object.values(value).reduce<number>((sum, child) => sum + sizeOf(child), 0);
}

/** How many inputs a reader is fed: a few by default, as many as the environment asks for by night. */
export const fuzzRuns = Number(process.env['ECR_DRYDOCK_FUZZ_RUNS'] ?? 1500);

/** How long that may take, in milliseconds. */
export const fuzzTimeoutMs = Math.max(60_000, fuzzRuns * 10);
