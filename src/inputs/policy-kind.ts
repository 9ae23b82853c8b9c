import { property } from '../base/loose.js';
import {
  createRepositoryActions,
  replicationActions,
  servicePrefix,
} from '../facts/ecr-actions.js';
import { voice } from './findings.js';
import { readPolicyText } from './policy-text.js';
import { isAuthorizationDetails } from './principal-policies.js';

/** What a file with policies holds, as far as its content tells, and by what it was told. */
export type GuessedPolicy =
  | { readonly kind: 'identity' | 'repository' | 'registry'; readonly sign: string }
  | { readonly kind: 'authorization-details'; readonly sign: string }
  | { readonly kind: 'untold'; readonly sign: string };

/**
 * Guesses what a text holds: an identity, a repository or a registry policy, or the output of
 * `aws iam get-account-authorization-details`. What content cannot tell apart is never guessed: a boundary, a session
 * policy and a service control policy look like an identity policy, and are taken for one.
 */
export function guessPolicyKind(input: unknown): GuessedPolicy {
  const read = readPolicyText(input, voice);
  if (!read.ok) return { kind: 'untold', sign: 'it is not JSON' };
  const { value, printedBy } = read.value;
  if (printedBy !== undefined) return byCommand(printedBy);
  if (isAuthorizationDetails(value)) {
    return { kind: 'authorization-details', sign: 'it lists users, groups or roles' };
  }
  const statements = statementsOf(value);
  if (statements.length === 0) return { kind: 'untold', sign: 'it has no statement' };
  return byStatements(statements);
}

function byCommand(printedBy: string): GuessedPolicy {
  const sign = `it was printed by \`${printedBy}\``;
  if (printedBy.startsWith('aws iam ')) return { kind: 'identity', sign };
  if (printedBy === 'aws ecr get-repository-policy') return { kind: 'repository', sign };
  if (printedBy === 'aws ecr get-registry-policy') return { kind: 'registry', sign };
  return { kind: 'untold', sign: `${sign}, which prints policies of several kinds` };
}

function byStatements(statements: readonly object[]): GuessedPolicy {
  const every = (element: string) => statements.every((statement) => has(statement, element));
  const none = (element: string) => !statements.some((statement) => has(statement, element));
  if (none('Principal')) return { kind: 'identity', sign: 'it names no principal' };
  if (!every('Principal')) {
    return { kind: 'untold', sign: 'some of its statements name a principal and some do not' };
  }
  if (none('Resource')) {
    return { kind: 'repository', sign: 'it names principals and no resource' };
  }
  if (statements.some(isOfRegistry)) {
    const sign = 'it names principals and lets them replicate or create repositories';
    return { kind: 'registry', sign };
  }
  const sign =
    'it names principals and resources, as repository, registry, endpoint and resource control policies do';
  return { kind: 'untold', sign };
}

/** Whether a statement says what only a registry policy can grant. */
function isOfRegistry(statement: object): boolean {
  const action = property(statement, 'Action');
  const actions: readonly unknown[] = Array.isArray(action) ? action : [action];
  const telling = [...replicationActions, ...createRepositoryActions].map((name) =>
    `${servicePrefix}:${name}`.toLowerCase(),
  );
  return actions.some((name) => typeof name === 'string' && telling.includes(name.toLowerCase()));
}

function statementsOf(value: unknown): readonly object[] {
  const found = property(value, 'Statement');
  const list: readonly unknown[] = Array.isArray(found) ? found : [found];
  return list.filter((member): member is object => typeof member === 'object' && member !== null);
}

function has(statement: object, element: string): boolean {
  return Object.hasOwn(statement, element) || Object.hasOwn(statement, `Not${element}`);
}
