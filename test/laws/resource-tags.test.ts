import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askResourceTags,
  compileTaggedRepository,
  explainResourceTags,
  type KnownRepository,
  parseResourceTags,
  planResourceTags,
  type ResourceTag,
  type ResourceTagChange,
} from '../../src/tagging/resources/index.js';
import { referenceResourceTags } from '../reference/resource-tags.js';

/** Few keys make tags meet; the longest legal key and value stand beside those one character longer. */
const key = fc.constantFrom(
  'a',
  'b',
  'c',
  'A',
  '',
  'aws:a',
  'AWS:b',
  'aws',
  '𐌰'.repeat(128),
  'k'.repeat(128),
  'k'.repeat(129),
);
const value = fc.constantFrom('', 'x', 'y', 'v'.repeat(256), 'v'.repeat(257));
const tag: fc.Arbitrary<ResourceTag> = fc.record({ Key: key, Value: value });

/** Many plain tags, to come close to the bound of fifty. */
const many = fc
  .tuple(fc.integer({ min: 44, max: 52 }), fc.nat(8))
  .map(([count, from]) =>
    Array.from({ length: count }, (_, i) => ({ Key: `t${from + i}`, Value: '1' })),
  );
const legal = fc.uniqueArray(fc.record({ Key: fc.constantFrom('a', 'b', 'aws:a'), Value: value }), {
  selector: ({ Key }) => Key,
});
const held = fc.oneof(
  legal,
  fc.tuple(many, legal).map(([some, more]) => [...some.slice(0, 48), ...more]),
);
const given = fc.oneof(fc.array(tag, { maxLength: 4 }), many);

const told = fc.constantFrom('allowed', 'allowed', 'allowed', 'denied');
const permissions = fc.record({
  'ecr:CreateRepository': told,
  'ecr:TagResource': told,
  'ecr:UntagResource': told,
});

const change: fc.Arbitrary<ResourceTagChange> = fc.oneof(
  fc.record({
    operation: fc.constantFrom('CreateRepository', 'TagResource'),
    tags: given,
    permissions,
  }),
  fc.record({
    operation: fc.constant('UntagResource'),
    tagKeys: fc.array(key, { maxLength: 4 }),
    permissions,
  }),
);

const known: fc.Arbitrary<KnownRepository & { repository: 'exists' | 'missing' }> = fc.record({
  repository: fc.constantFrom('exists', 'missing'),
  tags: held,
});

describe('changing resource tags', () => {
  it('is what AWS says', () => {
    fc.assert(
      fc.property(known, change, (repository, asked) => {
        const plan = planResourceTags(compileTaggedRepository(repository), asked);
        expect(plan.kind).not.toBe('depends');
        const answer =
          plan.kind === 'done'
            ? Object.fromEntries(plan.tags.map(({ Key, Value }) => [Key, Value]))
            : plan.kind === 'refused' && plan.exception;
        expect(answer).toEqual(referenceResourceTags(repository, asked));
      }),
      { numRuns: 5000 },
    );
  });

  it('done twice is done once', () => {
    fc.assert(
      fc.property(known, change, (repository, asked) => {
        if (asked.operation === 'CreateRepository') return;
        const once = planResourceTags(compileTaggedRepository(repository), asked);
        if (once.kind !== 'done') return;
        const after = compileTaggedRepository({ repository: 'exists', tags: once.tags });
        const twice = planResourceTags(after, asked);
        expect(twice.kind === 'done' && twice.tags).toEqual(once.tags);
      }),
      { numRuns: 2000 },
    );
  });

  it('with something unknown promises what follows when it is as hoped', () => {
    fc.assert(
      fc.property(known, change, (repository, asked) => {
        const unsaid = { ...asked, permissions: {} };
        const allowed = {
          'ecr:CreateRepository': 'allowed',
          'ecr:TagResource': 'allowed',
          'ecr:UntagResource': 'allowed',
        } as const;
        const compiled = compileTaggedRepository(repository);
        const plan = planResourceTags(compiled, unsaid);
        expect(plan.kind).toBe('depends');
        if (plan.kind !== 'depends') return;
        expect(plan.then).toEqual(planResourceTags(compiled, { ...asked, permissions: allowed }));
        expect(plan.on).toEqual(
          askResourceTags(compiled, asked, 'arn').map(({ action }) => action),
        );
      }),
    );
  });

  it('is never contradicted by its explanation, and survives a JSON round trip', () => {
    fc.assert(
      fc.property(known, change, (repository, asked) => {
        const compiled = compileTaggedRepository(repository);
        const plan = planResourceTags(compiled, asked);
        const explanation = explainResourceTags(compiled, asked);
        expect(explanation.plan).toEqual(plan);
        expect(explanation.because.length).toBeGreaterThan(0);
        expect(planResourceTags(JSON.parse(JSON.stringify(compiled)), asked)).toEqual(plan);
      }),
    );
  });

  it('accepts at creation exactly the documents that are read without a finding', () => {
    fc.assert(
      fc.property(given, (tags) => {
        const findings = parseResourceTags(tags).diagnostics.filter(
          ({ code }) => code !== 'tagging/unusual-tag-character',
        );
        const plan = planResourceTags(compileTaggedRepository({ repository: 'missing' }), {
          operation: 'CreateRepository',
          tags,
          permissions: { 'ecr:CreateRepository': 'allowed', 'ecr:TagResource': 'allowed' },
        });
        expect(plan.kind === 'done').toBe(findings.length === 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('answers any document with a value or with reasons', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.array(fc.dictionary(fc.constantFrom('Key', 'Value', 'key'), fc.anything())),
      fc.record({ tags: fc.anything() }),
      fc.json(),
      fc.string(),
    );
    fc.assert(
      fc.property(anything, (input) => {
        const read = parseResourceTags(input);
        if (!read.ok) expect(read.diagnostics.length).toBeGreaterThan(0);
      }),
      { numRuns: 20_000 },
    );
  });
});
