import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findContradictions,
  findIdleStatements,
  findNewAccess,
} from '../../src/iam/analyze/index.js';
import type {
  AuthorizationRequest,
  PolicyDocument,
  PolicyKind,
  PolicySet,
  PolicyStatement,
} from '../../src/iam/index.js';
import { ruleBooks } from '../../src/lint/rule-books.js';
import { box, statement } from '../arbitraries/iam-boxes.js';
import { referenceAuthorize } from '../reference/iam.js';
import { covers } from '../reference/iam-texts.js';

const own = { principals: false, variables: false };
const theirs = { principals: true, variables: false };

/** Statements beside near duplicates of themselves, narrower, wider, turned around, or with a condition more. */
const crowded = (options: typeof own): fc.Arbitrary<PolicyDocument> => {
  const near = statement(options).chain((one) =>
    fc
      .tuple(
        fc.constantFrom<(of: PolicyStatement) => PolicyStatement>(
          (of) => of,
          ({ Condition: _, ...of }) => of,
          ({ NotResource: _, ...of }) => ({ ...of, Resource: '*' }),
          ({ NotAction: _, ...of }) => ({ ...of, Action: 'ecr:*' }),
          (of) => ({ ...of, Effect: 'Deny' }),
          ({ Condition: _, ...of }) => ({ ...of, Effect: 'Deny' }),
          (of) => ({
            ...of,
            Condition: { ...of.Condition, StringEquals: { 'aws:PrincipalTag/team': ['a', 'c'] } },
          }),
          (of) => ({
            ...of,
            Condition: {
              StringLike: { 'aws:PrincipalTag/team': 'a*' },
              StringNotLike: { 'aws:PrincipalTag/team': ['a', 'a?*'] },
            },
          }),
        ),
        fc.boolean(),
      )
      .map(([change, isFirst]) => (isFirst ? [change(one), one] : [one, change(one)])),
  );
  return fc
    .array(near, { minLength: 1, maxLength: 2 })
    .map((pairs) => ({ Version: '2012-10-17', Statement: pairs.flat() }));
};

const iam = ruleBooks.find(({ domain }) => domain === 'iam');
const needless = ['iam/redundant-statement', 'iam/shadowed-allow', 'iam/contradictory-condition'];

/** What the rules call needless, or undefined when the reader refuses the document. */
function said(kind: PolicyKind, input: PolicyDocument) {
  const checked = iam?.check({ kind, input }, (code) => needless.includes(code));
  if (checked?.read !== true) return undefined;
  return checked.diagnostics
    .filter(({ code }) => needless.includes(code))
    .map(({ code, at }) => ({ code, index: Number(/^\/Statement\/(\d+)/.exec(at)?.[1]) }));
}

const statementsOf = ({ Statement }: PolicyDocument) => Statement as readonly PolicyStatement[];

const setOf = (kind: PolicyKind, document: PolicyDocument): PolicySet =>
  kind === 'identity' ? { identity: [document] } : { repository: document };

/** Requests of the box that the naive reference answers otherwise once the document has changed. */
function told(kind: PolicyKind, one: PolicyDocument, other: PolicyDocument) {
  const [before, after] = [setOf(kind, one), setOf(kind, other)];
  return sample.filter(
    (request) => referenceAuthorize(before, request) !== referenceAuthorize(after, request),
  );
}

const sample: readonly AuthorizationRequest[] = box.filter((_, index) => index % 7 === 0);

describe('statements that the linter calls needless', () => {
  const question = fc.oneof(
    fc.tuple(fc.constant<PolicyKind>('identity'), crowded(own)),
    fc.tuple(fc.constant<PolicyKind>('repository'), crowded(theirs)),
  );

  it('can all go at once: proved, and tried on the requests of a small box; none is told twice', () => {
    const met = { gone: 0, [needless[0] ?? '']: 0, [needless[1] ?? '']: 0, [needless[2] ?? '']: 0 };
    fc.assert(
      fc.property(question, ([kind, document]) => {
        const found = said(kind, document);
        if (found === undefined || found.length === 0) return;
        const indexes = found.map(({ index }) => index);
        const once = new Set(indexes);
        expect(once.size).toBe(indexes.length);
        met.gone += 1;
        for (const { code } of found) met[code] = (met[code] ?? 0) + 1;
        const rest = {
          ...document,
          Statement: statementsOf(document).filter((_, index) => !once.has(index)),
        };
        const [before, after] = [document, rest].map((of) => ({ kind, document: of }));
        if (before === undefined || after === undefined) return;
        expect(findNewAccess(before, after).kind).toBe('holds');
        expect(findNewAccess(after, before).kind).toBe('holds');
        expect(told(kind, document, rest)).toEqual([]);
      }),
      { numRuns: 60 },
    );
    for (const count of Object.values(met)) expect(count).toBeGreaterThan(3);
  });

  it('are all that the proofs find, but for what others cover only name by name', () => {
    let met = 0;
    fc.assert(
      fc.property(question, ([kind, document]) => {
        const found = said(kind, document);
        if (found === undefined) return;
        const gone = new Set(found.map(({ index }) => index));
        const left = statementsOf(document).filter((_, index) => !gone.has(index));
        if (left.length === 0) return;
        const rest = { ...document, Statement: left };
        for (const { kind: why, at, by } of findIdleStatements({ kind, document: rest }).findings) {
          // A denial without a grant in its own policy may matter to others.
          if (why === 'idle') continue;
          const one = left[Number(at.split('/').at(-1))];
          met += 1;
          if (why === 'vacuous') {
            // All of ECR left out name by name: nobody writes that.
            const leavesOut = kind === 'repository' && one?.NotAction !== undefined;
            expect(leavesOut || isToldOtherwise(kind, one)).toBe(true);
            continue;
          }
          // What the others cover only name by name takes in what AWS will add.
          const others = by.flatMap((place) => left[Number(place.split('/').at(-1))] ?? []);
          expect(isOpen(one, others)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
    expect(met).toBeGreaterThan(5);
  });

  function isOpen(one: PolicyStatement | undefined, others: readonly PolicyStatement[]): boolean {
    const isByName = others.every(({ NotAction }) => NotAction === undefined);
    return isByName && (one?.NotAction !== undefined || !areNamed(one, others));
  }

  /** Whether each action of a statement, wildcards and all, is covered by one that another statement names. */
  function areNamed(one: PolicyStatement | undefined, others: readonly PolicyStatement[]) {
    const named = others.flatMap(({ Action = [], NotAction }) =>
      // Of a NotAction nobody asks for names.
      NotAction === undefined ? [Action].flat() : [],
    );
    return [one?.Action ?? []]
      .flat()
      .every((action) => named.some((wide) => covers(wide.toLowerCase(), action.toLowerCase())));
  }

  /** A statement that is about nothing is told by a rule about what it names, not about the policy as a whole. */
  function isToldOtherwise(kind: PolicyKind, one: PolicyStatement | undefined): boolean {
    const input = { Version: '2012-10-17', Statement: one === undefined ? [] : [one] };
    return (iam?.check({ kind, input }, () => true).diagnostics ?? []).some(({ code }) =>
      aboutNothing.includes(code),
    );
  }
  const aboutNothing = [
    'iam/action-without-effect',
    'iam/deny-not-principal',
    'iam/empty-condition',
    'iam/excludes-everything',
    'iam/foreign-resource',
    'iam/resource-mismatch',
    'iam/resource-never-matches',
    'iam/star-only-action-scoped',
    'iam/token-in-repository-policy',
  ];
});

describe('conditions that nothing fulfils', () => {
  it('make their statement apply to nothing, and are all that do', () => {
    let met = 0;
    const question = fc.oneof(
      fc.tuple(fc.constant<PolicyKind>('identity'), statement(own)),
      fc.tuple(fc.constant<PolicyKind>('repository'), statement(theirs)),
    );
    fc.assert(
      fc.property(question, statement(own), ([kind, one], { Condition: more }) => {
        const Condition = { ...more, ...one.Condition };
        const judged: PolicyStatement = { ...one, Condition };
        const document = { Version: '2012-10-17', Statement: [judged] };
        const bare = { ...document, Statement: [leavingOut(judged)] };
        const [found] = findContradictions({ kind, document }).contradictions;
        const isVacuous = (of: PolicyDocument) =>
          findIdleStatements({ kind, document: of }).findings.some((f) => f.kind === 'vacuous');
        if (found === undefined) {
          expect(isVacuous(document) && !isVacuous(bare)).toBe(false);
          return;
        }
        met += 1;
        expect(isVacuous(document)).toBe(true);
        // The entries that are named suffice, and without any one of them some request fits.
        const only = (places: readonly string[]) => ({
          ...document,
          Statement: [{ ...judged, Condition: kept(judged, places) }],
        });
        expect(
          findContradictions({ kind, document: only(found.conditions) }).contradictions,
        ).toEqual([found]);
        for (const place of found.conditions) {
          const fewer = found.conditions.filter((other) => other !== place);
          const left = findContradictions({ kind, document: only(fewer) }).contradictions;
          // What an entry has against the rest of the statement comes second.
          const isWorse = found.against.length === 0 && left.every((one) => one.against.length > 0);
          expect(isWorse || left.length === 0).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
    expect(met).toBeGreaterThan(5);
  });

  function leavingOut({ Condition: _, ...rest }: PolicyStatement): PolicyStatement {
    return rest;
  }

  function kept({ Condition = {} }: PolicyStatement, places: readonly string[]) {
    const entries = Object.entries(Condition).map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        Object.entries(keys).filter(([key]) =>
          places.includes(`/Statement/0/Condition/${operator}/${key.replaceAll('/', '~1')}`),
        ),
      ),
    ]);
    return Object.fromEntries(entries.filter(([, keys]) => Object.keys(keys ?? {}).length > 0));
  }
});
