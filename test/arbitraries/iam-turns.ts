/** Ways to say a set of policies otherwise, for laws about what then changes and what does not. */
import type {
  AuthorizationRequest,
  PolicyDocument,
  PolicySet,
  PolicyStatement,
} from '../../src/iam/index.js';

export function statementsOf({ Statement }: PolicyDocument): readonly PolicyStatement[] {
  return [Statement].flat() as PolicyStatement[];
}

type Turn = (statements: readonly PolicyStatement[], at: string) => readonly PolicyStatement[];

/** Every document of a set with its statements turned; `at` is the pointer of the document's statements. */
export function eachDocument(set: PolicySet, turn: Turn): PolicySet {
  const one = (document: PolicyDocument, at: string): PolicyDocument => ({
    ...document,
    Statement: turn(statementsOf(document), `${at}/Statement`),
  });
  const many = (documents: readonly PolicyDocument[], at: string) =>
    documents.map((document, index) => one(document, `${at}/${index}`));
  const turned = Object.entries(set).map(([key, value]) => {
    if (value === undefined || typeof value !== 'object') return [key, value];
    if (key === 'scps' || key === 'rcps') {
      const levels = (value as NonNullable<PolicySet['scps']>).map((level, index) => ({
        ...level,
        policies: many(level.policies, `/${key}/${index}/policies`),
      }));
      return [key, levels];
    }
    return [
      key,
      Array.isArray(value) ? many(value, `/${key}`) : one(value as PolicyDocument, `/${key}`),
    ];
  });
  return Object.fromEntries(turned);
}

export function adding(
  set: PolicySet,
  layer: keyof PolicySet,
  statement: PolicyStatement,
): PolicySet {
  const plain = ['identity', 'boundary', 'session'].includes(layer);
  const rest = leavingOut(statement, ['Principal', 'NotPrincipal']);
  const document: PolicyDocument = { Version: '2012-10-17', Statement: plain ? rest : statement };
  const there = set[layer];
  if (Array.isArray(there)) return { ...set, [layer]: [...there, document] };
  const all = there === undefined ? [] : statementsOf(there as PolicyDocument);
  return { ...set, [layer]: { ...(there as PolicyDocument), Statement: [...all, statement] } };
}

/** A statement that allows the request itself, in the layer that lacked one. */
export function allowing(
  set: PolicySet,
  layer: string,
  level: string | undefined,
  asked: AuthorizationRequest,
): PolicySet {
  const { principal, principalRoleArn } = asked;
  const isSession = principal.includes(':assumed-role/');
  const Principal = principal.startsWith('arn:')
    ? { AWS: isSession ? [principal, principalRoleArn ?? principal] : principal }
    : principal === 'anonymous'
      ? '*'
      : { Service: principal };
  const Resource = '*';
  const statement: PolicyStatement = { Effect: 'Allow', Action: asked.action, Resource, Principal };
  if (layer === 'scp') {
    const Statement = leavingOut(statement, ['Principal']);
    const scps = set.scps?.map((one) =>
      one.id === level ? { ...one, policies: [...one.policies, { Statement }] } : one,
    );
    return { ...set, scps };
  }
  const key = layer as 'identity' | 'repository';
  if (layer === 'session' && set.session === undefined) return { ...set, session: [] };
  return adding(
    set,
    key,
    /:role\//.test(principal) ? { ...statement, Principal: { AWS: principal } } : statement,
  );
}

export function without(set: PolicySet, places: readonly string[]): PolicySet {
  return eachDocument(set, (all, at) =>
    all.filter(
      (_, index) =>
        !places.includes(all.length === 1 && places.includes(at) ? at : `${at}/${index}`),
    ),
  );
}

export function listed(statement: PolicyStatement): PolicyStatement {
  const entries = Object.entries(statement).map(([key, value]) =>
    ['Action', 'NotAction', 'Resource', 'NotResource'].includes(key)
      ? [key, [value].flat()]
      : [key, value],
  );
  return Object.fromEntries(entries);
}

export function shouted(statement: PolicyStatement): PolicyStatement {
  const entries = Object.entries(statement).map(([key, value]) => {
    if (key === 'Action' || key === 'NotAction')
      return [key, [value].flat().map((one) => String(one).toUpperCase())];
    if (key !== 'Condition') return [key, value];
    return [
      key,
      Object.fromEntries(
        Object.entries(value).map(([operator, keys]) => [operator, upperKeys(keys)]),
      ),
    ];
  });
  return Object.fromEntries(entries);
}

function upperKeys(keys: unknown): unknown {
  return Object.fromEntries(
    Object.entries(keys as object).map(([key, value]) => [key.toUpperCase(), value]),
  );
}

export function split(
  statement: PolicyStatement,
  element: 'Action' | 'Resource',
): readonly PolicyStatement[] {
  const value = statement[element];
  if (value === undefined) return [statement];
  return [value].flat().map((one) => ({ ...statement, [element]: one }));
}

/** A statement without some of its elements. */
export function leavingOut(
  statement: PolicyStatement,
  elements: readonly (keyof PolicyStatement)[],
): PolicyStatement {
  const left = Object.entries(statement).filter(
    ([element]) => !elements.some((one) => one === element),
  );
  // A statement without an optional element is one still.
  return Object.fromEntries(left) as unknown as PolicyStatement;
}
