/**
 * Policies that people wrote, compared with variants of themselves: nothing breaks, every witness stands before the
 * engine, and nearly all comparisons get an answer. The corpus is no part of this project; see `corpus-folder.ts`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findIdleStatements, findNewAccess, type SinglePolicy } from '../src/iam/analyze/index.js';
import {
  type AuthorizationRequest,
  authorize,
  compilePolicies,
  type PolicyDocument,
  type PolicyKind,
  type PolicySet,
  type PolicyStatement,
  parsePolicy,
} from '../src/iam/index.js';
import { corpusFolder } from './corpus-folder.js';

const kinds: readonly (readonly [string, PolicyKind])[] = [
  ['iam', 'identity'],
  ['repository-policy', 'repository'],
  ['registry-policy', 'registry'],
  ['rcp', 'rcp'],
];

describe.each(kinds)('the policies of the corpus: %s', (name, kind) => {
  const folder = corpusFolder(name);

  it.skipIf(folder === undefined)(
    'are compared with variants of themselves',
    () => {
      const count = { documents: 0, answered: 0, asked: 0, gaps: 0, findings: 0 };
      for (const file of readdirSync(folder ?? '')) {
        const { policy } = JSON.parse(readFileSync(join(folder ?? '', file), 'utf8'));
        const read = parsePolicy(policy, kind);
        if (!read.ok) continue;
        count.documents += 1;
        const of = (document: PolicyDocument): SinglePolicy => ({ kind, document });
        const own = of(read.value);
        count.findings += findIdleStatements(own).findings.length;
        let isExact = true;
        let isTemplate = false;
        for (const variant of [read.value, ...variants(read.value)]) {
          for (const [before, after] of [
            [own, of(variant)],
            [of(variant), own],
          ] as const) {
            const verdict = findNewAccess(before, after);
            if (verdict.kind === 'unknown') {
              if (verdict.reason === 'placeholder') isTemplate = true;
              else isExact = false;
            }
            if (verdict.kind !== 'fails') continue;
            if (verdict.open.some(({ reason }) => reason !== 'placeholder')) isExact = false;
            for (const { witness } of verdict.access) {
              expect(allowsAlone(after, witness), file).toBe(true);
              expect(allowsAlone(before, witness), file).toBe(false);
            }
          }
        }
        if (isTemplate) count.gaps += 1;
        else {
          count.asked += 1;
          if (isExact) count.answered += 1;
        }
      }
      const share = (100 * count.answered) / count.asked;
      console.log(`${name}: ${JSON.stringify(count)}, answered exactly ${share.toFixed(1)} %`);
      expect(share).toBeGreaterThanOrEqual(92);
    },
    600_000,
  );
});

/** Without a condition, without the last statement, and with every repository in place of some. */
function variants(document: PolicyDocument): readonly PolicyDocument[] {
  const list = [document.Statement].flat() as readonly PolicyStatement[];
  const withList = (Statement: readonly PolicyStatement[]) => ({ ...document, Statement });
  return [
    withList(list.map(({ Condition: _, ...statement }) => statement)),
    withList(list.slice(0, -1)),
    withList(
      list.map((statement) =>
        statement.Resource === undefined ? statement : { ...statement, Resource: '*' },
      ),
    ),
  ];
}

/**
 * The engine's own word about a policy by itself: inside one account with a silent other side, across accounts with one
 * that allows everything.
 */
function allowsAlone({ kind, document }: SinglePolicy, request: AuthorizationRequest): boolean {
  const isSame = isSameAccount(request);
  const theirs = isSame ? {} : { repository: everybody, registry: everybody };
  const sets: Readonly<Partial<Record<PolicyKind, PolicySet>>> = {
    identity: { ...theirs, identity: [document] },
    rcp: { ...theirs, identity: [anything], rcps: [{ id: 'level', policies: [document] }] },
  };
  const resource = { [kind]: document, ...(!isSame && { identity: [anything] }) };
  return authorize(compilePolicies(sets[kind] ?? resource), request).kind === 'allowed';
}

const anything: PolicyDocument = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
};
const everybody: PolicyDocument = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
};

function isSameAccount({ principal, resource }: AuthorizationRequest): boolean {
  const account = principal.split(':')[4];
  const owner = resource.split(':')[4] ?? '';
  return account !== undefined && (owner === '' || owner === account);
}
