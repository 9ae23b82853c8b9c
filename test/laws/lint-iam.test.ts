import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fix } from '../../src/base/diagnostic.js';
import {
  type AuthorizationRequest,
  authorize,
  compilePolicies,
  type PolicyDocument,
  type PolicyKind,
  type PolicySet,
  type PolicyStatement,
  policyKinds,
} from '../../src/iam/index.js';
import { policyRules, readPolicyView } from '../../src/iam/lint/index.js';
import { ruleBooks } from '../../src/lint/rule-books.js';
import { hostileText, hostileValue } from '../arbitraries/hostile.js';
import { document, policySet, signedRequest } from '../arbitraries/iam.js';
import { eachDocument, leavingOut } from '../arbitraries/iam-turns.js';
import { edited } from '../edited.js';

/** What a second statement beside each one says otherwise, so that rules about both have much to find. */
const turns: readonly ((statement: PolicyStatement) => PolicyStatement)[] = [
  (one) => one,
  (one) => ({ ...leavingOut(one, ['NotAction']), Action: ['ecr:*', 'ecr:PutImage', '*'] }),
  (one) => ({
    ...leavingOut(one, ['NotResource']),
    Resource: ['arn:aws:ecr:*:*:repository/*', '*'],
  }),
  (one) => leavingOut(one, ['Condition']),
  (one) => ({ ...one, Effect: one.Effect === 'Allow' ? 'Deny' : 'Allow' }),
  (one) => ({
    ...one,
    Condition: { StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'us-east-1'] } },
  }),
  (one) => ({
    ...one,
    Condition: {
      StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] },
      StringNotLike: { 'aws:requestedregion': ['us-*', 'eu-*'] },
    },
  }),
];

const question = fc.tuple(
  policySet.chain((set) =>
    fc
      .array(fc.constantFrom(...turns), { minLength: 3, maxLength: 3 })
      .map((chosen) =>
        eachDocument(set, (statements) =>
          statements.flatMap((one, index) => [one, (chosen[index % 3] ?? turns[0] ?? same)(one)]),
        ),
      ),
  ),
  signedRequest,
);
const same = (statement: PolicyStatement): PolicyStatement => statement;
const decide = (set: PolicySet, asked: AuthorizationRequest) =>
  authorize(compilePolicies(set), asked).kind;

/** The rules whose findings say that something may go without a change of any answer. */
const needless = [
  'iam/redundant-action',
  'iam/redundant-resource',
  'iam/redundant-condition-value',
  'iam/redundant-statement',
  'iam/shadowed-allow',
  'iam/contradictory-condition',
];

/** A document without what a rule says is needless, and whether there was anything. */
function relieved(policy: PolicyDocument, kind: PolicyKind, code: string): PolicyDocument {
  const read = readPolicyView(policy, kind);
  const rule = policyRules.find((one) => one.code === code);
  if (!read.ok || rule === undefined) return policy;
  const found = rule.check({ kind, document: read.value }, {});
  // A statement is named by itself, or by one of its conditions.
  const fixes = found.map(({ at, fix }): Fix => {
    const statement = /^\/Statement(?:\/\d+)?/.exec(at)?.[0] ?? '';
    return fix ?? { title: 'remove the statement', edits: [{ at: statement }] };
  });
  const distinct = [...new Map(fixes.map((fix) => [fix.edits[0]?.at, fix])).values()];
  if (distinct.some(({ edits }) => edits[0]?.at === '/Statement')) return { Statement: [] };
  // `edited` gives back a document with fewer members, which is a policy as the first one was.
  return distinct.length === 0 ? policy : (edited(policy, distinct) as PolicyDocument);
}

function relievedSet(set: PolicySet, code: string): PolicySet {
  const many = (documents: readonly PolicyDocument[] | undefined, kind: PolicyKind) =>
    documents?.map((one) => relieved(one, kind, code));
  const one = (policy: PolicyDocument | undefined, kind: PolicyKind) =>
    policy && relieved(policy, kind, code);
  return {
    ...set,
    identity: many(set.identity, 'identity'),
    boundary: many(set.boundary, 'boundary'),
    session: many(set.session, 'session'),
    repository: one(set.repository, 'repository'),
    registry: one(set.registry, 'registry'),
    endpoint: one(set.endpoint, 'endpoint'),
    scps: set.scps?.map((level) => ({ ...level, policies: many(level.policies, 'scp') ?? [] })),
  };
}

describe('what rules call needless', () => {
  it.each(needless)('%s: an answer without it is the same', (code) => {
    let met = 0;
    fc.assert(
      fc.property(question, ([set, asked]) => {
        const lighter = relievedSet(set, code);
        if (JSON.stringify(lighter) === JSON.stringify(set)) return;
        met += 1;
        expect(decide(lighter, asked)).toBe(decide(set, asked));
      }),
      { numRuns: 200 },
    );
    expect(met).toBeGreaterThan(10);
  });
});

describe('every rule', () => {
  const kind = fc.constantFrom(...policyKinds);
  const book = ruleBooks.find(({ domain }) => domain === 'iam');
  const policy = fc.oneof(
    document('plain'),
    document('withPrincipal'),
    document('repository'),
    hostileValue,
    hostileText,
  );

  it('names places that are there, in one sentence, whatever the document', () => {
    fc.assert(
      fc.property(policy, kind, (input, of) => {
        const checked = book?.check({ kind: of, input }, () => true);
        if (checked?.read !== true) return;
        for (const { at, message, because } of checked.diagnostics) {
          if (typeof input !== 'string') expect(hasPlace(input, at), at).toBe(true);
          expect(message).not.toMatch(/\.$|undefined|\[object/);
          expect(because.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function hasPlace(value: unknown, at: string): boolean {
  let inner: unknown = value;
  for (const step of at.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof inner !== 'object' || inner === null || !(key in inner)) return false;
    // Just found to be an object with this key.
    inner = (inner as Record<string, unknown>)[key];
  }
  return true;
}
