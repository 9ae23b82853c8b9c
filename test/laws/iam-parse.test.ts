import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statementElements } from '../../src/facts/policy.js';
import { parsePolicy } from '../../src/iam/parse/policy.js';
import { parsePolicySet } from '../../src/iam/parse/set.js';
import type { PolicyKind } from '../../src/iam/types.js';
import { parsePrincipalPolicies } from '../../src/inputs/principal-policies.js';

const kinds: readonly PolicyKind[] = [
  'identity',
  'boundary',
  'session',
  'repository',
  'registry',
  'scp',
  'rcp',
  'endpoint',
];

/** Values that stand in policies, and some that do not belong there. */
const scrap = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<unknown>('*', 'ecr:*', 'Allow', 'Deny', '2012-10-17') },
  fc.constantFrom<unknown>(
    'arn:aws:iam::111122223333:root',
    '${',
    '__proto__',
    '',
    '%7B',
    '%7B%',
    '{}',
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

const block = fc.dictionary(
  fc.oneof(fc.constantFrom(...statementElements), fc.constantFrom('AWS', 'StringEquals', 'Bool')),
  fc.oneof(scrap, fc.array(scrap, { maxLength: 3 }), fc.dictionary(fc.string(), scrap)),
  { maxKeys: 6 },
);

const policy = fc.oneof(
  fc.record({
    Version: scrap,
    Statement: fc.oneof(block, fc.array(fc.oneof(block, scrap), { maxLength: 3 })),
  }),
  fc.record({
    policyText: fc.oneof(
      scrap,
      fc.jsonValue().map((value) => JSON.stringify(value)),
    ),
  }),
  scrap,
);

/** Text that was JSON before a stretch of it was cut out or doubled. */
const brokenText = fc
  .tuple(policy, fc.nat(), fc.nat(20), fc.boolean())
  .map(([value, at, length, twice]) => {
    const text = JSON.stringify(value) ?? '';
    const from = text.length === 0 ? 0 : at % text.length;
    return text.slice(0, from + (twice ? length : 0)) + text.slice(from + (twice ? 0 : length));
  });

describe('reading a policy', () => {
  it('never throws, whatever it is given, and gives every finding a place, a reason and a remedy', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.oneof(policy, brokenText, fc.string(), fc.anything({ maxDepth: 3 })),
        (kind, input) => {
          const read = parsePolicy(input, kind);
          expect(read.ok).toBe(read.diagnostics.every(({ severity }) => severity !== 'error'));
          for (const { at, because, help } of read.diagnostics) {
            expect(at === '' || at.startsWith('/')).toBe(true);
            expect(because.length).toBeGreaterThan(0);
            expect(help).toBeTruthy();
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('finds the same in text as in the value, apart from its length', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), policy, (kind, value) => {
        // A value that is itself text would be read as text.
        fc.pre(typeof value !== 'string');
        const codes = (input: unknown) =>
          parsePolicy(input, kind)
            .diagnostics.map(({ code, at }) => `${code} ${at}`)
            .filter((found) => !found.startsWith('iam/too-long'));
        expect(codes(JSON.stringify(value))).toEqual(codes(JSON.parse(JSON.stringify(value))));
      }),
      { numRuns: 1000 },
    );
  });

  it('reads a set of anything without a throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.dictionary(fc.constantFrom(...kinds, 'scps', 'rcps', 'other'), policy),
          brokenText,
          fc.anything({ maxDepth: 2 }),
        ),
        (set) => {
          const read = parsePolicySet(set);
          for (const { because } of read.diagnostics) expect(because.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('looking a principal up', () => {
  it('never throws, whatever stands in the output', () => {
    const entry = fc.dictionary(
      fc.constantFrom(
        'Arn',
        'RoleName',
        'GroupList',
        'AttachedManagedPolicies',
        'PermissionsBoundary',
        'RolePolicyList',
        'PolicyVersionList',
        'GroupName',
      ),
      fc.oneof(fc.constant('arn:aws:iam::111122223333:role/ci'), scrap, fc.array(scrap)),
    );
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('UserDetailList', 'RoleDetailList', 'GroupDetailList', 'Policies'),
          fc.oneof(fc.array(entry, { maxLength: 3 }), entry, scrap),
        ),
        fc.constantFrom('arn:aws:iam::111122223333:role/ci', 'x'),
        (details, principal) => {
          parsePrincipalPolicies(details, principal);
        },
      ),
      { numRuns: 500 },
    );
  });
});
