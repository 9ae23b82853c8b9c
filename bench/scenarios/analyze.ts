import { findIdleStatements, findNewAccess } from '../../src/iam/analyze/index.js';
import type { PolicyDocument, PolicyStatement } from '../../src/iam/index.js';
import { type Race, race } from '../harness.js';

/** Proofs and witnesses over policies of a hundred statements, and the statements of everyday ones. */
export function analyzeRaces(): readonly Race[] {
  const pairs = Array.from({ length: 20 }, (_, seed) => pairOf(seed + 1));
  const everyday = Array.from({ length: 20 }, (_, seed) => policyOf(random(seed + 77), 4));
  let turn = 0;
  return [
    race('no new access over 100 statements', 100, [
      {
        name: 'ours',
        run: () => {
          turn += 1;
          const [before, after] = pairs[turn % pairs.length] ?? pairOf(1);
          return findNewAccess(single(before), single(after)).kind;
        },
      },
    ]),
    race('idle statements of a policy of four', 200, [
      {
        name: 'ours',
        run: () => {
          turn += 1;
          return findIdleStatements(
            single(everyday[turn % everyday.length] ?? policyOf(random(1), 4)),
          );
        },
      },
    ]),
  ];
}

function single(document: PolicyDocument) {
  return { kind: 'identity', document } as const;
}

/** A policy of a hundred statements, and the same with one of them changed: half of the changes let more in. */
function pairOf(seed: number): readonly [PolicyDocument, PolicyDocument] {
  const next = random(seed);
  const before = policyOf(next, 100);
  const list = before.Statement as readonly PolicyStatement[]; // made below, as a list
  const changed = Math.floor(next() * list.length);
  const Statement = list.map((statement, index) => {
    if (index !== changed) return statement;
    const { Condition: _, ...open } = statement;
    return seed % 2 === 0 ? open : { ...statement, Condition: condition(next) };
  });
  return [before, { ...before, Statement }];
}

const verbs = ['BatchGetImage', 'PutImage', 'Get*', 'Describe*', 'BatchDeleteImage', '*', 'List*'];

function policyOf(next: () => number, count: number): PolicyDocument {
  const pick = <T>(of: readonly [T, ...T[]]): T => of[Math.floor(next() * of.length)] ?? of[0];
  const Statement = Array.from({ length: count }, (): PolicyStatement => {
    const name = `team-${Math.floor(next() * 40)}`;
    return {
      Effect: next() < 0.85 ? 'Allow' : 'Deny',
      Action: `ecr:${verbs[Math.floor(next() * verbs.length)]}`,
      Resource: `arn:aws:ecr:${pick(['*', 'us-east-1', 'eu-*'])}:111122223333:repository/${pick([
        `${name}/*`,
        name,
        `*-${name}`,
        `${name}*`,
      ])}`,
      ...(next() < 0.5 && { Condition: condition(next) }),
    };
  });
  return { Version: '2012-10-17', Statement };
}

function condition(next: () => number): NonNullable<PolicyStatement['Condition']> {
  const values: readonly NonNullable<PolicyStatement['Condition']>[] = [
    { StringEquals: { 'aws:PrincipalTag/team': `t${Math.floor(next() * 9)}` } },
    { IpAddress: { 'aws:SourceIp': `10.${Math.floor(next() * 4)}.0.0/16` } },
    { StringLike: { 'aws:PrincipalTag/stage': 'prod*' } },
    { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  ];
  return values[Math.floor(next() * values.length)] ?? {};
}

/** Numbers from 0 to below 1, the same on every run. */
function random(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return state / 2 ** 32;
  };
}
