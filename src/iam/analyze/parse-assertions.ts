import type { Diagnostic } from '../../base/diagnostic.js';
import { readDocument } from '../../base/document.js';
import { isRecord, members, property, textOf } from '../../base/loose.js';
import { jsonKind, quote } from '../../base/quote.js';
import { type Result, unlessRefused } from '../../base/result.js';
import type { FactId } from '../../facts/ledger/index.js';
import { policyVoice } from '../parse/findings.js';
import { parsePolicy } from '../parse/policy.js';
import type { RequestScope } from './scope.js';

/** What must hold for all requests of a kind; `at` is its JSON pointer in the document. */
export interface PolicyAssertion {
  readonly name?: string | undefined;
  readonly kind: 'never' | 'always';
  readonly requests: RequestScope;
  readonly at: string;
}

/**
 * Reads a document of assertions, from a value or from JSON text: requests that must never be allowed, and requests that
 * must always be, in the words of a policy statement. Every problem is reported at once.
 */
export function parseAssertions(input: unknown): Result<readonly PolicyAssertion[]> {
  const document = readDocument(input, policyVoice);
  if (!document.ok) return document;
  const { value, place } = document.value;
  const problems: Diagnostic[] = [];
  const list = property(value, 'assertions');
  if (!Array.isArray(list)) {
    problems.push(problem('', 'the document has no list of `assertions`'));
  }
  if (isRecord(value)) problems.push(...strangers(value, '', ['$schema', 'assertions']));
  const assertions = members(list).flatMap((entry, index) =>
    readAssertion(entry, `/assertions/${index}`, problems),
  );
  return unlessRefused(assertions, [...document.diagnostics, ...place(problems)]);
}

function readAssertion(entry: unknown, at: string, problems: Diagnostic[]): PolicyAssertion[] {
  if (!isRecord(entry)) {
    problems.push(problem(at, `an assertion is an object, not ${jsonKind(entry)}`));
    return [];
  }
  problems.push(...strangers(entry, at, ['name', 'never', 'always']));
  const name = entry['name'];
  if (name !== undefined && textOf(name) === undefined) {
    problems.push(problem(`${at}/name`, 'a name is text'));
  }
  const kinds = (['never', 'always'] as const).filter((kind) => entry[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    problems.push(problem(at, 'an assertion says either `never` or `always`'));
    return [];
  }
  const requests = entry[kind];
  const place = `${at}/${kind}`;
  const isRead = readRequests(requests, place, problems);
  // The checks have proved the shape.
  return isRead
    ? [{ name: textOf(name), kind, requests: requests as RequestScope, at: place }]
    : [];
}

const requestElements = [
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/** Requests are read as a statement of a policy that names principals, in which they may be left out. */
function readRequests(requests: unknown, at: string, problems: Diagnostic[]): boolean {
  if (!isRecord(requests)) {
    problems.push(problem(at, `requests are an object, not ${jsonKind(requests)}`));
    return false;
  }
  const before = problems.length;
  problems.push(...strangers(requests, at, requestElements));
  const own = Object.entries(requests).filter(([element]) => requestElements.includes(element));
  const isNamed = own.some(([element]) => element.endsWith('Principal'));
  const statement = {
    ...Object.fromEntries(own),
    // A denial may name principals either way.
    Effect: 'Deny',
    ...(!isNamed && { Principal: '*' }),
  };
  const read = parsePolicy({ Version: '2012-10-17', Statement: [statement] }, 'repository');
  for (const found of read.diagnostics) {
    if (found.severity !== 'error') continue;
    problems.push({ ...found, at: found.at.replace(/^\/Statement\/0/, at), awsMessage: undefined });
  }
  return problems.length === before;
}

function strangers(
  value: Readonly<Record<string, unknown>>,
  at: string,
  known: readonly string[],
): readonly Diagnostic[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) =>
      problem(
        `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        `${quote(key)} is not known here`,
      ),
    );
}

function problem(at: string, message: string): Diagnostic {
  return {
    code: 'iam/assertion',
    severity: 'error',
    message,
    at,
    because: ['policy.statementElements' satisfies FactId],
    help: 'write { "assertions": [{ "name": …, "never": { "Action": …, "Resource": … } }] }',
  };
}
