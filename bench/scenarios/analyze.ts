import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allOf, matching, negated } from '../../src/glob/formula.js';
import { findText } from '../../src/glob/language.js';
import { patternOf } from '../../src/glob/pattern.js';
import { findIdleStatements, findNewAccess } from '../../src/iam/analyze/index.js';
import { type PolicyDocument, type PolicyStatement, parsePolicy } from '../../src/iam/index.js';
import { median, type Race, race } from '../harness.js';

/** Proofs and witnesses over policies of a hundred statements, and the statements of everyday ones. */
export function analyzeRaces(): readonly Race[] {
  const pairs = Array.from({ length: 20 }, (_, seed) => pairOf(seed + 1));
  const strangers = Array.from({ length: 40 }, (_, seed) => strangersOf(2 * seed + 1001));
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
    race('the same between two that are strangers', 160, [
      {
        name: 'ours',
        run: () => {
          turn += 1;
          const [before, after] = strangers[turn % strangers.length] ?? strangersOf(1);
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

/** Questions that end with their budget of a million steps: what steps take, by what they are spent on. */
export function budgetRace(): Race {
  const budget = 1_000_000;
  const hostile = Array.from({ length: 24 }, (_, index) =>
    matching(patternOf(`*a${'?'.repeat(index)}b*`)),
  );
  const formula = allOf([...hostile, negated(matching(patternOf('*ab*')))]);
  const list = Array.from({ length: 128 }, (_, index): PolicyStatement => {
    const Resource = `arn:aws:ecr:*:111122223333:repository/*team${index}*`;
    return { Effect: 'Allow', Action: 'ecr:PutImage', Resource };
  });
  const policy = single({ Version: '2012-10-17', Statement: list });
  return race('a question cut off after a million steps', 15, [
    { name: 'text', run: () => findText(formula, { budget }) },
    { name: 'statements', run: () => findIdleStatements(policy, { budget }) },
  ]);
}

/**
 * All findings about the statements of each identity policy in a folder of real ones, where there is one: half of the
 * policies take no longer than the first figure, all but one in twenty no longer than the second.
 */
export function realPoliciesLine(): string {
  const folder = join(process.env['ECR_DRYDOCK_CORPUS'] ?? 'no-such-folder', 'iam');
  const title = 'idle statements of real policies';
  const documents = filesOf(folder).flatMap((file): readonly PolicyDocument[] => {
    const read = parsePolicy(
      JSON.parse(readFileSync(join(folder, file), 'utf8')).policy,
      'identity',
    );
    return read.ok ? [read.value] : [];
  });
  if (documents.length === 0) return `${title}: none here`;
  const times = documents.map((document) => {
    const { medians } = race(title, 5, [
      { name: 'ours', run: () => findIdleStatements(single(document)) },
    ]);
    return medians[0]?.ms ?? 0;
  });
  const [longest = 0, ...others] = times.toSorted((a, b) => b - a);
  const late = others[Math.floor(times.length / 20)] ?? 0;
  const figures = [median(times), late, longest].map((ms) => `${ms.toFixed(1)} ms`);
  return `${title} (${times.length}): median, p95, longest`.padEnd(62) + figures.join('   ');
}

function filesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Two policies of a hundred statements that have nothing to do with each other. */
function strangersOf(seed: number): readonly [PolicyDocument, PolicyDocument] {
  return [policyOf(random(seed), 100), policyOf(random(seed + 1), 100)];
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
