import { pointer } from '../../base/json-text.js';
import { isRecord, members, property, textOf } from '../../base/loose.js';
import { organizationPolicyTypes } from '../../facts/documents.js';
import { authorizationSightings } from './authorization-details.js';
import type { Sighting } from './sighting.js';
import type { AttachedTo, DocumentKind } from './types.js';

type Answer = Readonly<Record<string, unknown>>;

/** A member of an answer that is a document, or a text that holds one. */
interface Member {
  readonly kind: DocumentKind;
  readonly path: readonly string[];
  /** A member beside it that tells one command's answer from another's. */
  readonly beside?: string | undefined;
  /** A member that it has itself, where other tools use the same name for something else. */
  readonly has?: string | undefined;
  readonly command: string;
}

/** Of the answers of one document each. The first that fits a path is taken. */
const singles: readonly Member[] = [
  { kind: 'lifecycle', path: ['lifecyclePolicyText'], command: 'ecr get-lifecycle-policy' },
  {
    kind: 'repository',
    path: ['policyText'],
    beside: 'repositoryName',
    command: 'ecr get-repository-policy',
  },
  { kind: 'registry', path: ['policyText'], command: 'ecr get-registry-policy' },
  {
    kind: 'replication-rules',
    path: ['replicationConfiguration'],
    has: 'rules',
    command: 'ecr describe-registry',
  },
  {
    kind: 'scanning',
    path: ['scanningConfiguration'],
    has: 'scanType',
    command: 'ecr get-registry-scanning-configuration',
  },
  {
    kind: 'scanning',
    path: ['registryScanningConfiguration'],
    has: 'scanType',
    command: 'ecr put-registry-scanning-configuration',
  },
  {
    kind: 'signing',
    path: ['signingConfiguration'],
    has: 'rules',
    command: 'ecr get-signing-configuration',
  },
  {
    kind: 'creation-templates',
    path: ['repositoryCreationTemplates'],
    command: 'ecr describe-repository-creation-templates',
  },
  {
    kind: 'creation-templates',
    path: ['repositoryCreationTemplate'],
    command: 'ecr create-repository-creation-template',
  },
  {
    kind: 'pull-through',
    path: ['pullThroughCacheRules'],
    command: 'ecr describe-pull-through-cache-rules',
  },
  {
    kind: 'repository-settings',
    path: ['repository'],
    has: 'repositoryName',
    command: 'ecr create-repository',
  },
  {
    kind: 'identity',
    path: ['PolicyVersion', 'Document'],
    command: 'iam get-policy-version',
  },
  {
    kind: 'identity',
    path: ['PolicyDocument'],
    beside: 'RoleName',
    command: 'iam get-role-policy',
  },
  {
    kind: 'identity',
    path: ['PolicyDocument'],
    beside: 'UserName',
    command: 'iam get-user-policy',
  },
  {
    kind: 'identity',
    path: ['PolicyDocument'],
    beside: 'GroupName',
    command: 'iam get-group-policy',
  },
];

/** The documents in what an `aws` command prints; none when the value is no such answer. */
export function cliSightings(answer: Answer, at: string): readonly Sighting[] {
  return [
    ...singles
      .filter((member, index) => isFirstOfItsPath(answer, member, index))
      .flatMap((member) => memberSightings(answer, at, member)),
    ...repositorySightings(answer, at),
    ...endpointSightings(answer, at),
    ...organizationSightings(answer, at),
    ...authorizationSightings(answer, at),
  ];
}

function isFirstOfItsPath(answer: Answer, member: Member, index: number): boolean {
  const fits = ({ path, beside }: Member) =>
    path[0] === member.path[0] && (beside === undefined || Object.hasOwn(answer, beside));
  return singles.findIndex(fits) === index;
}

function memberSightings(answer: Answer, at: string, member: Member): readonly Sighting[] {
  const { path, kind, has, command } = member;
  const value = path.reduce<unknown>(property, answer);
  if (!isDocument(value)) return [];
  if (has !== undefined && property(value, has) === undefined) return [];
  const place = path.reduce(pointer, at);
  const sighting: Sighting = {
    kind,
    sign: `\`aws ${command}\` prints such a document there`,
    source: 'aws-cli',
    address: addressOf(place),
    at: place,
    value,
    unknown: [],
    attachedTo: attachedTo(answer, value),
  };
  const isTemplates = kind === 'creation-templates';
  return isTemplates ? [sighting, ...templateSightings(sighting)] : [sighting];
}

/** An object or a list is one, and a text may be; `repository` is a name in some answers. */
function isDocument(value: unknown): boolean {
  if (typeof value === 'string') return /^\s*(?:[{["]|%7B)/i.test(value);
  return typeof value === 'object' && value !== null;
}

function attachedTo(answer: Answer, value: unknown): AttachedTo {
  const { region, account } = partsOf(textOf(property(value, 'repositoryArn')));
  return {
    registryId: text(answer['registryId']) ?? text(property(value, 'registryId')) ?? account,
    region,
    repositoryName: text(answer['repositoryName']) ?? text(property(value, 'repositoryName')),
    carriedBy: text(answer['RoleName']) ?? text(answer['UserName']) ?? text(answer['GroupName']),
  };
}

/** A text that says something. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Region and account of an ARN, as far as it has them. */
export function partsOf(arn: string | undefined): {
  readonly region?: string | undefined;
  readonly account?: string | undefined;
} {
  const [scheme, , , region, account] = arn?.split(':') ?? [];
  return scheme === 'arn' ? { region: text(region), account: text(account) } : {};
}

/** The policies that repositories made by a template are given. */
export function templateSightings(templates: Sighting): readonly Sighting[] {
  const { value, at, address } = templates;
  const isList = Array.isArray(value);
  const list: readonly unknown[] = isList ? value : [value];
  return list.flatMap((template, index) =>
    templatePolicies.flatMap(([kind, key]): Sighting[] => {
      const policy = property(template, key);
      if (typeof policy !== 'string' || policy === '') return [];
      const steps = isList ? [index, key] : [key];
      return [
        {
          ...templates,
          kind,
          sign: 'a creation template gives such a document to its repositories',
          address: isList ? `${address}[${index}].${key}` : `${address}.${key}`,
          at: steps.reduce(pointer, at),
          value: policy,
          unknown: [],
        },
      ];
    }),
  );
}

const templatePolicies = [
  ['lifecycle', 'lifecyclePolicy'],
  ['repository', 'repositoryPolicy'],
] as const;

function repositorySightings(answer: Answer, at: string): readonly Sighting[] {
  return listed(answer, at, 'repositories').flatMap(({ value, place }): Sighting[] => {
    const arn = textOf(property(value, 'repositoryArn'));
    const isPublic = arn?.includes(':ecr-public:') ?? false;
    if (property(value, 'repositoryName') === undefined || isPublic) return [];
    return [
      {
        kind: 'repository-settings',
        sign: '`aws ecr describe-repositories` prints such a document there',
        source: 'aws-cli',
        address: addressOf(place),
        at: place,
        value,
        unknown: [],
        attachedTo: attachedTo({}, value),
      },
    ];
  });
}

function endpointSightings(answer: Answer, at: string): readonly Sighting[] {
  return listed(answer, at, 'VpcEndpoints').flatMap(({ value, place }): Sighting[] => {
    const document = property(value, 'PolicyDocument');
    if (!isDocument(document)) return [];
    const inside = pointer(place, 'PolicyDocument');
    return [
      {
        kind: 'endpoint',
        sign: '`aws ec2 describe-vpc-endpoints` prints such a document there',
        source: 'aws-cli',
        address: addressOf(inside),
        at: inside,
        value: document,
        unknown: [],
        attachedTo: { carriedBy: text(property(value, 'VpcEndpointId')) },
      },
    ];
  });
}

/** What `aws organizations describe-policy` prints. Policies of other types, such as tag policies, are passed over. */
function organizationSightings(answer: Answer, at: string): readonly Sighting[] {
  const content = property(answer['Policy'], 'Content');
  if (!isDocument(content)) return [];
  const summary = property(answer['Policy'], 'PolicySummary');
  const kind = organizationKindOf(property(summary, 'Type'));
  if (kind === undefined) return [];
  const place = pointer(pointer(at, 'Policy'), 'Content');
  return [
    {
      kind,
      sign: '`aws organizations describe-policy` prints such a document there',
      source: 'aws-cli',
      address: addressOf(place),
      at: place,
      value: content,
      unknown: [],
      attachedTo: { carriedBy: text(property(summary, 'Name')) },
    },
  ];
}

const [serviceControl, resourceControl] = organizationPolicyTypes;

/** The kinds of the policies in Organizations that are written in IAM's language. */
const organizationKinds: ReadonlyMap<string, DocumentKind> = new Map([
  [serviceControl, 'scp'],
  [resourceControl, 'rcp'],
]);

/** What a policy of Organizations is where nothing says otherwise. */
export function organizationKindOf(type: unknown): DocumentKind | undefined {
  return organizationKinds.get(typeof type === 'string' ? type : serviceControl);
}

function listed(answer: Answer, at: string, key: string) {
  const place = pointer(at, key);
  return members(answer[key])
    .map((value, index) => ({ value, place: pointer(place, index) }))
    .filter(({ value }) => isRecord(value));
}

/** A pointer in the words of a path: `/repositories/2/tags` is `repositories[2].tags`. */
export function addressOf(at: string): string {
  return at
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step, index) => {
      if (/^\d+$/.test(step)) return `[${step}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}
