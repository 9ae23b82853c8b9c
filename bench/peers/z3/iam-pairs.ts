import fc from 'fast-check';
import type {
  PolicyConditions,
  PolicyDocument,
  PolicyPrincipal,
  PolicySet,
  PolicyStatement,
} from '../../../src/iam/index.js';
import type { AccessQuestion } from './new-access.js';

// Policies over few letters, so that they meet, and others made from them by a change or two, so that they are nearly
// equal: two that have nothing to do with each other almost never are.

const home = '111122223333';
const away = '444455556666';

const word = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 2 });
const glob = fc.string({
  unit: fc.constantFrom('a', 'b', '*', '*', '?'),
  minLength: 1,
  maxLength: 4,
});

const oneOrTwo = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> =>
  fc.oneof(
    { weight: 2, arbitrary: of },
    { weight: 1, arbitrary: fc.array(of, { minLength: 2, maxLength: 2 }) },
  );

const actionPattern = fc.constantFrom(
  'ecr:BatchGetImage',
  'ecr:PutImage',
  'ecr:CreateRepository',
  'ecr:GetAuthorizationToken',
  'ecr:*',
  '*',
  'ecr:*Image',
  'ECR:putimage',
  'ecr:Get*',
  'ec?:Batch*',
  's3:*',
);

const resourcePattern = fc.oneof(
  fc.constantFrom(
    '*',
    'arn:aws:ecr:us-east-1:*',
    `arn:*:${home}:*`,
    'arn:aws:ecr:*:*:*a*',
    'arn:aws:s3:::bucket/*',
  ),
  fc
    .tuple(
      fc.constantFrom('us-east-1', '*', 'us-*', 'eu-west-?'),
      fc.constantFrom(home, away, '*', '1111*', '????22223333'),
      glob,
    )
    .map(([region, account, name]) => `arn:aws:ecr:${region}:${account}:repository/${name}`),
);

const principalName = fc.constantFrom(
  '*',
  home,
  away,
  `arn:aws:iam::${home}:user/ab`,
  `arn:aws:iam::${home}:role/a/b`,
  `arn:aws:sts::${home}:assumed-role/b/run`,
  `arn:aws:iam::${home}:root`,
  `arn:aws:sts::${home}:federated-user/ab`,
);

const principal: fc.Arbitrary<PolicyPrincipal> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<PolicyPrincipal>('*') },
  { weight: 4, arbitrary: oneOrTwo(principalName).map((AWS): PolicyPrincipal => ({ AWS })) },
  {
    weight: 1,
    arbitrary: oneOrTwo(fc.constantFrom('a.amazonaws.com', 'b.amazonaws.com')).map(
      (Service): PolicyPrincipal => ({ Service }),
    ),
  },
);

// ---- conditions ----------------------------------------------------------------------------------------------------

/** Operators over keys that hold such values, and which values are written beside them. */
interface Family {
  readonly operators: readonly string[];
  readonly keys: readonly string[];
  readonly values: fc.Arbitrary<string>;
  readonly isList?: boolean;
}

const texts = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
];
const likes = ['StringLike', 'StringNotLike'];
const arns = ['ArnLike', 'ArnNotLike', 'ArnEquals', 'ArnNotEquals'];
const relations = [
  'Equals',
  'NotEquals',
  'LessThan',
  'LessThanEquals',
  'GreaterThan',
  'GreaterThanEquals',
];
const ofFamily = (family: string) => relations.map((relation) => family + relation);

const textKeys = [
  'aws:PrincipalTag/team',
  'aws:PrincipalTag/team',
  'aws:ResourceTag/stage',
  'ecr:ResourceTag/stage',
  'aws:PrincipalOrgID',
  'aws:SourceVpce',
  'aws:SourceAccount',
  'aws:username',
];
const listKeys = ['aws:TagKeys', 'aws:PrincipalOrgPaths'];

const families: readonly Family[] = [
  {
    operators: texts,
    keys: textKeys,
    values: fc.oneof(
      word,
      word.map((text) => text.toUpperCase()),
    ),
  },
  { operators: likes, keys: textKeys, values: glob },
  { operators: texts, keys: listKeys, values: word, isList: true },
  { operators: likes, keys: listKeys, values: glob, isList: true },
  {
    operators: arns,
    keys: ['aws:PrincipalArn'],
    values: fc
      .tuple(fc.constantFrom(home, '*', '1*'), fc.constantFrom('user/', 'role/', '*/', ''), glob)
      .map(([account, type, name]) => `arn:aws:iam::${account}:${type}${name}`),
  },
  {
    operators: likes,
    keys: ['aws:PrincipalArn'],
    values: fc.oneof(
      fc.constantFrom(`arn:aws:iam::${home}*`, '*:root', '*:user/a*', `*${away}:*b`),
      glob.map((name) => `arn:aws:iam::*:role/${name}`),
    ),
  },
  {
    operators: arns,
    keys: ['aws:SourceArn'],
    values: glob.map((name) => `arn:aws:lambda:*:${home}:function:${name}`),
  },
  {
    operators: [...texts, ...likes],
    keys: ['aws:PrincipalAccount', 'aws:ResourceAccount'],
    values: fc.constantFrom(home, away),
  },
  {
    operators: likes,
    keys: ['aws:PrincipalAccount', 'aws:ResourceAccount'],
    values: fc.constantFrom('1*', '*3333', '11112222????', '?*'),
  },
  {
    operators: [...texts, ...likes],
    keys: ['aws:RequestedRegion'],
    values: fc.constantFrom('us-east-1', 'us-*', 'EU-WEST-1', '*-1', 'cn-*'),
  },
  {
    operators: texts,
    keys: ['aws:PrincipalType'],
    values: fc.constantFrom('User', 'AssumedRole', 'Account', 'account'),
  },
  {
    operators: ofFamily('Numeric'),
    keys: ['aws:MultiFactorAuthAge', 'aws:MultiFactorAuthAge', 'aws:EpochTime'],
    values: fc.constantFrom('5', '6', '6.5', '-1', '1767225600'),
  },
  {
    operators: ofFamily('Date'),
    keys: ['aws:CurrentTime', 'aws:TokenIssueTime'],
    values: fc.constantFrom(
      '2026-01-01T00:00:00Z',
      '2026-01-01T00:00:01Z',
      '2027-01-01',
      '1767225600',
    ),
  },
  {
    operators: ['Bool'],
    keys: ['aws:SecureTransport', 'aws:MultiFactorAuthPresent', 'aws:PrincipalIsAWSService'],
    values: fc.constantFrom('true', 'false'),
  },
  {
    operators: ['IpAddress', 'NotIpAddress'],
    keys: ['aws:SourceIp'],
    values: fc.constantFrom('10.0.0.0/8', '10.1.0.0/16', '10.1.2.3', '11.0.0.0/7', '2001:db8::/32'),
  },
];

const nullKeys = [
  ...textKeys,
  ...listKeys,
  'aws:SourceIp',
  'aws:MultiFactorAuthAge',
  'aws:PrincipalArn',
];

const condition: fc.Arbitrary<PolicyConditions> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom(...families).chain(({ operators, keys, values, isList }) =>
      fc
        .tuple(
          fc.constantFrom(
            ...(isList === true
              ? ['ForAllValues:', 'ForAnyValue:']
              : ['', '', '', '', 'ForAnyValue:', 'ForAllValues:']),
          ),
          fc.constantFrom(...operators),
          fc.constantFrom('', '', '', 'IfExists'),
          fc.constantFrom(...keys),
          oneOrTwo(values),
        )
        .map(([qualifier, base, ifExists, key, written]) => ({
          [`${qualifier}${base}${ifExists}`]: { [key]: written },
        })),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...nullKeys), fc.constantFrom('true', 'false'))
      .map(([key, value]) => ({ Null: { [key]: value } })),
  },
);

const conditions: fc.Arbitrary<PolicyConditions> = fc.oneof(
  { weight: 3, arbitrary: condition },
  // Two operators may fall together, and then the second stands.
  {
    weight: 1,
    arbitrary: fc.tuple(condition, condition).map(([one, other]) => ({ ...one, ...other })),
  },
);

// ---- statements ----------------------------------------------------------------------------------------------------

const rarely = fc.integer({ min: 0, max: 6 }).map((turn) => turn === 0);

function statement(isNamed: boolean): fc.Arbitrary<PolicyStatement> {
  return fc
    .record({
      Effect: fc.constantFrom<('Allow' | 'Deny')[]>('Allow', 'Allow', 'Allow', 'Deny'),
      actions: oneOrTwo(actionPattern),
      notAction: rarely,
      resources: oneOrTwo(resourcePattern),
      notResource: rarely,
      principal,
      notPrincipal: rarely,
      Condition: fc.option(conditions, { nil: undefined }),
    })
    .map(({ Effect, actions, resources, Condition, ...turn }): PolicyStatement => {
      const isNot = turn.notPrincipal && Effect === 'Deny';
      return {
        Effect,
        ...(isNamed && { [isNot ? 'NotPrincipal' : 'Principal']: turn.principal }),
        [turn.notAction ? 'NotAction' : 'Action']: actions,
        [turn.notResource ? 'NotResource' : 'Resource']: resources,
        ...(Condition !== undefined && { Condition }),
      };
    });
}

function document(isNamed: boolean, maxLength: number): fc.Arbitrary<PolicyDocument> {
  return fc
    .array(statement(isNamed), { minLength: 1, maxLength })
    .map((Statement) => ({ Version: '2012-10-17', Statement }));
}

// ---- near duplicates -----------------------------------------------------------------------------------------------

type Change = (of: PolicyStatement) => readonly PolicyStatement[];

const widened = (text: string) => `${text}*`;
const shortened = (text: string) => (text.length > 1 ? text.slice(0, -1) : text);

/** One thing more or less, or turned around. */
function change(isNamed: boolean): fc.Arbitrary<Change> {
  return fc.oneof(
    fc.constantFrom<Change>(
      (of) => [of],
      () => [],
      (of) => [of, of],
      ({ Condition: _, ...of }) => [of],
      (of) => [{ ...of, Effect: of.Effect === 'Allow' ? 'Deny' : 'Allow' }],
      ({ NotAction: _, ...of }) => [{ ...of, Action: 'ecr:*' }],
      ({ NotResource: _, ...of }) => [{ ...of, Resource: '*' }],
      (of) => [textual(of, 'Resource', widened)],
      (of) => [textual(of, 'Resource', shortened)],
      (of) => [textual(of, 'Action', widened)],
      (of) => [negated(of, 'Resource', 'NotResource')],
      (of) => [negated(of, 'Action', 'NotAction')],
      (of) => [conditioned(of, (operator) => toggled(operator, 'IfExists'))],
      (of) => [conditioned(of, opposite)],
      (of) => [conditioned(of, qualified)],
      (of) => [valued(of, (value) => (Array.isArray(value) ? value.slice(0, 1) : [value, 'a']))],
      (of) => apart(of),
    ),
    statement(isNamed).map(
      (more): Change =>
        (of) => [of, more],
    ),
    conditions.map(
      (Condition): Change =>
        (of) => [{ ...of, Condition }],
    ),
    conditions.map(
      (more): Change =>
        (of) => [{ ...of, Condition: { ...of.Condition, ...more } }],
    ),
  );
}

function textual(
  of: PolicyStatement,
  element: 'Resource' | 'Action',
  edit: (text: string) => string,
): PolicyStatement {
  const given = of[element];
  return typeof given === 'string' ? { ...of, [element]: edit(given) } : of;
}

function negated(of: PolicyStatement, element: string, opposed: string): PolicyStatement {
  return Object.fromEntries(
    Object.entries(of).map(([name, value]) => {
      if (name === element) return [opposed, value];
      return [name === opposed ? element : name, value];
    }),
  ) as unknown as PolicyStatement; // the same elements under other names
}

function conditioned(of: PolicyStatement, edit: (operator: string) => string): PolicyStatement {
  if (of.Condition === undefined) return of;
  const entries = Object.entries(of.Condition).map(([operator, keys]) => {
    return [operator === 'Null' ? operator : edit(operator), keys];
  });
  return { ...of, Condition: Object.fromEntries(entries) };
}

const toggled = (operator: string, end: string) =>
  operator.endsWith(end) ? operator.slice(0, -end.length) : operator + end;

function opposite(operator: string): string {
  if (/Not/.test(operator)) return operator.replace('Not', '');
  return operator
    .replace(/(String|Arn|^Ip|:Ip|Numeric|Date)(Equals|Like|Address)/, '$1Not$2')
    .replace('IpNotAddress', 'NotIpAddress');
}

function qualified(operator: string): string {
  if (operator.startsWith('ForAll')) return operator.replace('ForAllValues', 'ForAnyValue');
  return operator.replace('ForAnyValue', 'ForAllValues');
}

function valued(of: PolicyStatement, edit: (value: unknown) => unknown): PolicyStatement {
  if (of.Condition === undefined) return of;
  const entries = Object.entries(of.Condition).map(([operator, keys]) => {
    const isText = operator.includes('String') && !('aws:PrincipalArn' in keys);
    const values = Object.entries(keys).map(([key, value]) => [key, isText ? edit(value) : value]);
    return [operator, Object.fromEntries(values)];
  });
  return { ...of, Condition: Object.fromEntries(entries) };
}

/** A list as a statement for each of its entries, which is the same. */
function apart(of: PolicyStatement): readonly PolicyStatement[] {
  const { Resource } = of;
  if (Resource === undefined || typeof Resource === 'string') return [of];
  return Resource.map((one) => ({ ...of, Resource: one }));
}

function changed(of: PolicyDocument, isNamed: boolean): fc.Arbitrary<PolicyDocument> {
  // As the generators above write them.
  const list = of.Statement as readonly PolicyStatement[];
  return fc
    .array(fc.tuple(fc.nat(Math.max(0, list.length - 1)), change(isNamed)), {
      minLength: 1,
      maxLength: 2,
    })
    .map((turns) => {
      const Statement = turns.reduce(
        (all, [place, edit]) => all.flatMap((one, index) => (index === place ? edit(one) : [one])),
        list,
      );
      return { ...of, Statement };
    });
}

// ---- pairs ---------------------------------------------------------------------------------------------------------

/** Both orders, for access that is lost one way is new the other. */
function pairOf<T>(some: fc.Arbitrary<T>, near: (of: T) => fc.Arbitrary<T>) {
  const close = some.chain((one) => near(one).map((other) => [one, other] as const));
  return fc.oneof(
    { weight: 4, arbitrary: close },
    { weight: 4, arbitrary: close.map(([one, other]) => [other, one] as const) },
    { weight: 1, arbitrary: fc.tuple(some, some) },
  );
}

function singlePair(kind: 'identity' | 'repository'): fc.Arbitrary<AccessQuestion> {
  const isNamed = kind === 'repository';
  return pairOf(document(isNamed, 3), (of) => changed(of, isNamed)).map(([before, after]) => [
    { kind, document: before },
    { kind, document: after },
  ]);
}

const own = document(false, 2);
const named = document(true, 2);

const rcp = own.map((of): PolicyDocument => {
  const list = of.Statement as readonly PolicyStatement[];
  const Statement = list.map(
    (one): PolicyStatement => ({ ...one, Effect: 'Deny', Principal: '*' }),
  );
  return { ...of, Statement };
});

const policySet: fc.Arbitrary<PolicySet> = fc.record(
  {
    identity: fc.array(own, { maxLength: 2 }),
    boundary: fc.tuple(own),
    session: fc.tuple(own),
    repository: named,
    registry: named,
    endpoint: named,
    scps: fc.array(fc.record({ id: fc.constant('level'), policies: fc.tuple(own) }), {
      minLength: 1,
      maxLength: 2,
    }),
    rcps: fc.tuple(fc.record({ id: fc.constant('level'), policies: fc.tuple(rcp) })),
    registryPolicyScope: fc.constantFrom('V1' as const, 'V2' as const),
    principalAccountIsManagement: fc.boolean(),
    resourceAccountIsManagement: fc.boolean(),
  },
  { requiredKeys: ['identity'] },
);

/** The set with one document changed, or one layer gone. */
function changedSet(set: PolicySet): fc.Arbitrary<PolicySet> {
  const changes: fc.Arbitrary<PolicySet>[] = [fc.constant(set)];
  for (const kind of ['identity', 'boundary', 'session'] as const) {
    const [first, ...rest] = set[kind] ?? [];
    if (first === undefined) continue;
    changes.push(changed(first, false).map((other) => ({ ...set, [kind]: [other, ...rest] })));
  }
  for (const kind of ['repository', 'registry', 'endpoint'] as const) {
    const first = set[kind];
    if (first === undefined) continue;
    changes.push(changed(first, true).map((other) => ({ ...set, [kind]: other })));
    changes.push(fc.constant({ ...set, [kind]: undefined }));
  }
  const [level, ...levels] = set.scps ?? [];
  const [scp] = level?.policies ?? [];
  if (level !== undefined && scp !== undefined) {
    changes.push(
      changed(scp, false).map((other) => ({
        ...set,
        scps: [{ ...level, policies: [other] }, ...levels],
      })),
    );
  }
  return fc.oneof(...changes);
}

export const accessQuestion: fc.Arbitrary<AccessQuestion> = fc.oneof(
  singlePair('identity'),
  singlePair('repository'),
  pairOf(policySet, changedSet),
);
