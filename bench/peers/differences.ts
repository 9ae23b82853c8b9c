import type { PolicyDocument, PolicySet, PolicyStatement } from '../../src/iam/index.js';
import type { Question } from './questions.js';

/**
 * A known difference: its name in `differences.md`, and the question without what it is about. It explains a pair of
 * answers when they are the same without it.
 */
interface Difference {
  readonly name: string;
  readonly without: (question: Question) => Question;
}

/** The differences without which both engines answer alike, as few as it takes; undefined when none help. */
export async function reasonFor(
  question: Question,
  agrees: (question: Question) => Promise<boolean>,
): Promise<string | undefined> {
  const without = (of: readonly Difference[]) =>
    of.reduce((asked, difference) => difference.without(asked), question);
  let needed = differences;
  if (!(await agrees(without(needed)))) return undefined;
  for (const difference of differences) {
    const fewer = needed.filter((one) => one !== difference);
    if (await agrees(without(fewer))) needed = fewer;
  }
  return needed.map(({ name }) => name).join(' + ');
}

/** The bluntest first, since the first are the first to be found needless. */
const differences: readonly Difference[] = [
  { name: 'arn-case', without: (question) => withoutOperators(question, /^ArnNotLike$/) },
  { name: 'address-families', without: (question) => withoutOperators(question, /^NotIpAddress$/) },
  { name: 'unresolved-variables', without: withoutVariables },
  { name: 'numbers', without: (question) => withoutOperators(question, /^Numeric/) },
  { name: 'epoch-dates', without: (question) => withoutOperators(question, /^DateLessThan$/) },
  {
    name: 'any-value-if-exists',
    without: (question) => withoutOperators(question, /^ForAny.*IfExists$/),
  },
  {
    name: 'null-with-set-operator',
    without: (question) => withoutOperators(question, /^For.*:Null$/),
  },
  { name: 'literal-variables', without: (question) => mapped(question, { version: '2012-10-17' }) },
  { name: 'derived-keys', without: withPrincipalArn },
  {
    name: 'session-before-resource',
    without: (question) => ({
      ...question,
      policies: { ...question.policies, session: undefined },
    }),
  },
  { name: 'endpoint-principal', without: withOpenEndpoint },
  { name: 'root-user', without: withoutRoot },
  {
    name: 'token-in-repository-policy',
    without: (question) =>
      question.request.action === 'ecr:GetAuthorizationToken'
        ? { ...question, policies: { ...question.policies, repository: undefined } }
        : question,
  },
];

function withPrincipalArn(question: Question): Question {
  const { principal, context } = question.request;
  const [, , , , account = '', name = ''] = principal.split(':');
  const role = /^assumed-role\/([^/]+)\//.exec(name)?.[1];
  const arn = role === undefined ? principal : `arn:aws:iam::${account}:role/${role}`;
  return {
    ...question,
    request: { ...question.request, context: { ...context, 'aws:PrincipalArn': arn } },
  };
}

function withoutRoot(question: Question): Question {
  const { principal } = question.request;
  if (!principal.endsWith(':root')) return question;
  const user = principal.replace(/root$/, 'user/ann');
  return { ...question, request: { ...question.request, principal: user } };
}

function withOpenEndpoint(question: Question): Question {
  const { endpoint } = question.policies;
  if (endpoint === undefined) return question;
  const open = changed(endpoint, { statement: (one) => ({ ...one, Principal: '*' }) });
  return { ...question, policies: { ...question.policies, endpoint: open } };
}

function withoutVariables(question: Question): Question {
  return mapped(question, {
    statement: (one) => JSON.parse(JSON.stringify(one).replaceAll(/\$\{[^}]*\}/g, 'x')),
  });
}

function withoutOperators(question: Question, pattern: RegExp): Question {
  return mapped(question, {
    statement: ({ Condition, ...rest }) => {
      const kept = Object.entries(Condition ?? {}).filter(([operator]) => !pattern.test(operator));
      return kept.length === 0 ? rest : { ...rest, Condition: Object.fromEntries(kept) };
    },
  });
}

interface Change {
  readonly version?: string;
  readonly statement?: (statement: PolicyStatement) => PolicyStatement;
}

function mapped(question: Question, change: Change): Question {
  const all = (documents: readonly PolicyDocument[] | undefined) =>
    documents?.map((document) => changed(document, change));
  const one = (document: PolicyDocument | undefined) =>
    document === undefined ? undefined : changed(document, change);
  const levels = (given: PolicySet['scps']) =>
    given?.map(({ id, policies }) => ({ id, policies: all(policies) ?? [] }));
  const { identity, boundary, session, repository, endpoint, scps, rcps } = question.policies;
  return {
    ...question,
    policies: {
      identity: all(identity),
      boundary: all(boundary),
      session: all(session),
      repository: one(repository),
      endpoint: one(endpoint),
      scps: levels(scps),
      rcps: levels(rcps),
    },
  };
}

function changed(document: PolicyDocument, { version, statement }: Change): PolicyDocument {
  const statements = [document.Statement].flat() as readonly PolicyStatement[];
  return {
    Version: version ?? document.Version,
    Statement: statement === undefined ? statements : statements.map(statement),
  };
}
