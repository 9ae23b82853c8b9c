import type {
  AuthorizationRequest,
  PolicyDocument,
  PolicySet,
  PolicyStatement,
} from '../../src/iam/index.js';

/** A request as the tuned way wants it: the action as one bit, the resource without what all of them share. */
export interface TunedRequest {
  readonly action: number;
  readonly tail: string;
  readonly caller: string;
  readonly address: number;
  readonly context: Readonly<Record<string, string | undefined>>;
}

type Test = (request: TunedRequest) => boolean;

interface TunedStatement {
  readonly mask: number;
  readonly holds: Test;
}

interface TunedLayer {
  readonly denials: readonly TunedStatement[];
  readonly allows: readonly TunedStatement[];
}

/** A decision as a number: 0 allowed, 1 denied by silence, 2 denied. */
export interface TunedEngine {
  readonly prepare: (request: AuthorizationRequest) => TunedRequest;
  readonly decide: (request: TunedRequest) => 0 | 1 | 2;
}

const prefix = 'arn:aws:ecr:us-east-1:111122223333:';

/**
 * The floor: what one would write by hand for just these policies and requests, when nothing else has to be right.
 * Actions are bits, conditions are functions, everything that all requests share is left out; no reasons are given, and
 * much of IAM is missing.
 */
export function tunedEngine(
  set: PolicySet,
  actions: readonly string[],
  crossAccount: boolean,
): TunedEngine {
  const layer = (documents: readonly PolicyDocument[]) => tunedLayer(documents, actions);
  const granting = set.repository === undefined ? undefined : layer([set.repository]);
  const limits = [
    layer(set.identity ?? []),
    ...(set.boundary === undefined ? [] : [layer(set.boundary)]),
    ...(set.scps ?? []).map(({ policies }) => layer(policies)),
  ];
  const denying = [
    ...limits,
    ...(granting === undefined ? [] : [granting]),
    ...(set.rcps ?? []).map(({ policies }) => layer(policies)),
  ].filter(({ denials }) => denials.length > 0);
  return {
    prepare: (request) => tunedRequest(request, actions),
    decide: (request) => {
      for (const { denials } of denying) if (someHolds(denials, request)) return 2;
      if (crossAccount && !(granting !== undefined && someHolds(granting.allows, request)))
        return 1;
      for (const { allows } of limits) if (!someHolds(allows, request)) return 1;
      return 0;
    },
  };
}

function someHolds(statements: readonly TunedStatement[], request: TunedRequest): boolean {
  for (const { mask, holds } of statements) {
    if ((mask & request.action) !== 0 && holds(request)) return true;
  }
  return false;
}

function tunedRequest(request: AuthorizationRequest, actions: readonly string[]): TunedRequest {
  const { principal, action, resource, context = {} } = request;
  const [, , , , account, name = ''] = principal.split(':');
  const role = name.split('/')[1];
  const address = String(context['aws:SourceIp'] ?? '')
    .split('.')
    .map(Number);
  return {
    action: 1 << actions.indexOf(action),
    tail: resource.slice(prefix.length),
    caller: name.startsWith('assumed-role') ? `arn:aws:iam::${account}:role/${role}` : principal,
    address: word(address),
    // The scenarios give one value for every key.
    context: context as Record<string, string>,
  };
}

function word([a = 0, b = 0, c = 0, d = 0]: readonly number[]): number {
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

function tunedLayer(documents: readonly PolicyDocument[], actions: readonly string[]): TunedLayer {
  const statements = documents.flatMap(({ Statement }) => [Statement].flat() as PolicyStatement[]);
  const of = (effect: string) =>
    statements
      .filter(({ Effect }) => Effect === effect)
      .map((statement) => tunedStatement(statement, actions))
      .filter(({ mask }) => mask !== 0);
  return { denials: of('Deny'), allows: of('Allow') };
}

function tunedStatement(statement: PolicyStatement, actions: readonly string[]): TunedStatement {
  const patterns = [statement.Action ?? []].flat();
  const mask = actions.reduce((bits, action, index) => {
    const covered = patterns.some((pattern) => covers(pattern, action));
    return covered ? bits | (1 << index) : bits;
  }, 0);
  const tests = [
    ...principalTests(statement),
    ...resourceTests(statement),
    ...conditionTests(statement),
  ];
  return { mask, holds: (request) => tests.every((test) => test(request)) };
}

/** A pattern with at most two asterisks, of which the last ends it or not. */
function covers(pattern: string, text: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === text;
  const tail = rest.pop() ?? '';
  if (!text.startsWith(head) || !text.endsWith(tail)) return false;
  let from = head.length;
  for (const middle of rest) {
    const found = text.indexOf(middle, from);
    if (found === -1) return false;
    from = found + middle.length;
  }
  return from <= text.length - tail.length;
}

function principalTests({ Principal }: PolicyStatement): readonly Test[] {
  if (Principal === undefined || Principal === '*') return [];
  const name = Principal['AWS'];
  return [({ caller }) => caller === name];
}

function resourceTests({ Resource }: PolicyStatement): readonly Test[] {
  const patterns = [Resource ?? '*'].flat();
  if (patterns.includes('*')) return [];
  const cut = patterns.map((pattern) => {
    const [head = '', ...rest] = pattern.slice(prefix.length).split('*');
    return { head, middles: rest.slice(0, -1), tail: rest.at(-1) ?? '' };
  });
  return [
    ({ tail: text }) => {
      for (const { head, middles, tail } of cut) {
        // Unlike `startsWith`, this compares in place and stops at once.
        if (text.lastIndexOf(head, 0) !== 0 || !text.endsWith(tail)) continue;
        let from = head.length;
        for (const middle of middles) {
          const found = text.indexOf(middle, from);
          from = found === -1 ? Number.POSITIVE_INFINITY : found + middle.length;
        }
        if (from <= text.length - tail.length) return true;
      }
      return false;
    },
  ];
}

function conditionTests({ Condition = {} }: PolicyStatement): readonly Test[] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]): Test => {
      const wanted = [values].flat().map(String);
      if (operator === 'IpAddress') {
        const ranges = wanted.map((range) => {
          const [network = '', bits = '32'] = range.split('/');
          const shift = 32 - Number(bits);
          return { shift, network: word(network.split('.').map(Number)) >>> shift };
        });
        return ({ address }) => ranges.some(({ shift, network }) => address >>> shift === network);
      }
      if (operator === 'StringNotEqualsIfExists') {
        return ({ context }) => context[key] === undefined || !wanted.includes(context[key]);
      }
      return ({ context }) => context[key] !== undefined && wanted.includes(context[key]);
    }),
  );
}
