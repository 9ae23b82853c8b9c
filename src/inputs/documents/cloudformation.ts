import { pointer } from '../../base/json-text.js';
import { isRecord, members, property, textOf } from '../../base/loose.js';
import { organizationKindOf } from './cli.js';
import { type ResolvedValue, resolveTemplateValue, type TemplateContext } from './intrinsics.js';
import { isTooDeep } from './json.js';
import { numbersAsText } from './numbers.js';
import {
  inNewPlaces,
  originOf,
  pullThroughShape,
  replicationShape,
  repositoryShape,
  reshaped,
  type Shape,
  scanningShape,
  signingShape,
  templateShape,
} from './shapes.js';
import type { Sighting } from './sighting.js';
import type { AttachedTo, DocumentKind } from './types.js';

type Json = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** Where a template keeps its resources: in itself, in what a command printed, or in a file of the Serverless Framework. */
const roots: readonly Path[] = [[], ['TemplateBody'], ['resources']];

/** Whether a value is a template of CloudFormation, or holds one. */
export function isCloudFormation(value: Json): boolean {
  return templateIn(value) !== undefined;
}

function templateIn(value: Json): { readonly template: Json; readonly path: Path } | undefined {
  for (const path of roots) {
    const template = path.reduce<unknown>((held, key) => property(held, String(key)), value);
    const resources = property(template, 'Resources');
    if (!isRecord(template) || !isRecord(resources)) continue;
    if (Object.values(resources).some((one) => textOf(property(one, 'Type'))?.includes('::'))) {
      return { template, path };
    }
  }
  return undefined;
}

/** A document among a resource's properties. */
interface Part {
  readonly kind: DocumentKind;
  readonly path: Path;
  /** Given when what stands there is a configuration, in CloudFormation's spelling. */
  readonly shape?: Shape | undefined;
  /** How much of the path its address shows; all of it when absent. */
  readonly shown?: number | undefined;
}

const document = (kind: DocumentKind, ...path: Path): Part => ({ kind, path });
const settings = (kind: DocumentKind, shape: Shape, ...path: Path): Part => ({ kind, path, shape });

const identityPolicy = () => [document('identity', 'PolicyDocument')];
const inlinePolicies = (properties: unknown): readonly Part[] =>
  members(property(properties, 'Policies')).map((_, index) =>
    document('identity', 'Policies', index, 'PolicyDocument'),
  );

/** SAM takes the names of managed policies, its own templates, and statements, one or several. */
const samPolicies = (properties: unknown): readonly Part[] => {
  const policies = property(properties, 'Policies');
  if (isStatements(policies)) return [document('identity', 'Policies')];
  return members(policies).flatMap((policy, index) =>
    isStatements(policy) ? [document('identity', 'Policies', index)] : [],
  );
};

function isStatements(value: unknown): boolean {
  return property(value, 'Statement') !== undefined;
}

/** Where each type of resource holds its documents. */
const partsOfType: ReadonlyMap<string, (properties: unknown) => readonly Part[]> = new Map(
  Object.entries({
    'AWS::ECR::Repository': () => [
      settings('repository-settings', repositoryShape),
      { kind: 'lifecycle', path: ['LifecyclePolicy', 'LifecyclePolicyText'], shown: 1 },
      document('repository', 'RepositoryPolicyText'),
    ],
    'AWS::ECR::RegistryPolicy': () => [document('registry', 'PolicyText')],
    'AWS::ECR::ReplicationConfiguration': () => [
      settings('replication-rules', replicationShape, 'ReplicationConfiguration'),
    ],
    'AWS::ECR::RegistryScanningConfiguration': () => [settings('scanning', scanningShape)],
    'AWS::ECR::SigningConfiguration': () => [settings('signing', signingShape)],
    'AWS::ECR::PullThroughCacheRule': () => [settings('pull-through', pullThroughShape)],
    'AWS::ECR::RepositoryCreationTemplate': () => [
      settings('creation-templates', templateShape),
      document('lifecycle', 'LifecyclePolicy'),
      document('repository', 'RepositoryPolicy'),
    ],
    'AWS::IAM::Policy': identityPolicy,
    'AWS::IAM::ManagedPolicy': identityPolicy,
    'AWS::IAM::RolePolicy': identityPolicy,
    'AWS::IAM::UserPolicy': identityPolicy,
    'AWS::IAM::GroupPolicy': identityPolicy,
    'AWS::IAM::Role': inlinePolicies,
    'AWS::IAM::User': inlinePolicies,
    'AWS::IAM::Group': inlinePolicies,
    'AWS::SSO::PermissionSet': () => [document('identity', 'InlinePolicy')],
    'AWS::EC2::VPCEndpoint': () => [document('endpoint', 'PolicyDocument')],
    'AWS::Organizations::Policy': (properties) => {
      const kind = organizationKindOf(property(properties, 'Type'));
      return kind === undefined ? [] : [document(kind, 'Content')];
    },
    'AWS::Serverless::Function': samPolicies,
    'AWS::Serverless::StateMachine': samPolicies,
  } satisfies Record<string, (properties: unknown) => readonly Part[]>),
);

interface Resource {
  readonly type: string;
  readonly name: string;
  readonly properties: unknown;
  readonly at: string;
  readonly context: TemplateContext;
  readonly attachedTo: AttachedTo;
  /** The Serverless Framework fills its own placeholders in before CloudFormation gets the template. */
  readonly isOpen: boolean;
}

/** The documents of a template. Where a condition chooses between two, both are found. */
export function templateResourceSightings(value: Json, at: string): readonly Sighting[] {
  const held = templateIn(value);
  if (held === undefined) return [];
  const { template, path } = held;
  const resources = property(template, 'Resources');
  const context = { resources, mappings: property(template, 'Mappings') };
  const boundaries = boundaryNames(resources);
  const place = pointer(path.reduce<string>(pointer, at), 'Resources');
  return Object.entries(resources ?? {}).flatMap(([name, one]) => {
    const type = textOf(property(one, 'Type')) ?? '';
    const parts = partsOfType.get(type);
    const properties = property(one, 'Properties');
    if (parts === undefined || !isRecord(properties) || isTooDeep(properties)) return [];
    const resource: Resource = {
      type,
      name,
      properties,
      at: pointer(pointer(place, name), 'Properties'),
      context,
      isOpen: path[0] === 'resources',
      attachedTo: attachedTo(type, name, properties, context),
    };
    return parts(properties)
      .map((part) => (boundaries.has(name) ? { ...part, kind: 'boundary' as const } : part))
      .flatMap((part) => partSightings(resource, part));
  });
}

/** Managed policies of the template that serve as a boundary there and are attached to nobody. */
function boundaryNames(resources: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const attached = new Set<string>();
  for (const one of Object.values(resources ?? {})) {
    const properties = property(one, 'Properties');
    const boundary = property(property(properties, 'PermissionsBoundary'), 'Ref');
    if (typeof boundary === 'string') names.add(boundary);
    for (const policy of members(property(properties, 'ManagedPolicyArns'))) {
      const name = property(policy, 'Ref');
      if (typeof name === 'string') attached.add(name);
    }
  }
  return new Set(
    [...names].filter((name) => {
      const type = property(property(resources, name), 'Type');
      return type === 'AWS::IAM::ManagedPolicy' && !attached.has(name);
    }),
  );
}

function attachedTo(
  type: string,
  name: string,
  properties: Json,
  context: TemplateContext,
): AttachedTo {
  const known = (key: string): string | undefined => {
    const { value, unknown } = resolveTemplateValue(properties[key], context);
    return typeof value === 'string' && unknown.length === 0 ? value : undefined;
  };
  if (type === 'AWS::ECR::Repository') {
    return { repositoryName: known('RepositoryName'), repositoryAddress: `Resources.${name}` };
  }
  if (!type.startsWith('AWS::IAM::') && !type.startsWith('AWS::EC2::')) return {};
  const keys = ['RoleName', 'UserName', 'GroupName', 'ManagedPolicyName', 'PolicyName'];
  return { carriedBy: keys.map(known).find((one) => one !== undefined) ?? name };
}

interface Branch {
  readonly value: unknown;
  readonly at: string;
  /** The conditions it was chosen by, as an address shows them. */
  readonly branch: string;
}

/** What stands on a path, followed through both branches of every condition on the way. */
function branches(value: unknown, path: Path, at: string, branch = ''): readonly Branch[] {
  const condition = property(value, 'Fn::If');
  if (Array.isArray(condition) && isRecord(value) && Object.keys(value).length === 1) {
    return [1, 2].flatMap((index) =>
      branches(
        condition[index],
        path,
        pointer(pointer(at, 'Fn::If'), index),
        `${branch}.Fn::If[${index}]`,
      ),
    );
  }
  const [step, ...rest] = path;
  if (step === undefined) return value === undefined ? [] : [{ value, at, branch }];
  const held = property(value, String(step));
  return held === undefined ? [] : branches(held, rest, pointer(at, step), branch);
}

function partSightings(resource: Resource, part: Part): readonly Sighting[] {
  return branches(resource.properties, part.path, resource.at).flatMap((branch) => {
    const resolved = resolveTemplateValue(branch.value, resource.context);
    if (resolved.value === undefined || resolved.value === '') return [];
    return [partSighting(resource, part, branch, resolved)];
  });
}

function partSighting(
  { type, name, attachedTo, isOpen }: Resource,
  { kind, path, shape, shown = path.length }: Part,
  { at, branch }: Branch,
  resolved: ResolvedValue,
): Sighting {
  const steps = path.length === 0 ? [] : ['Properties', ...path.slice(0, shown)];
  const shared = {
    kind,
    isOpen,
    sign: `a resource \`${type}\` holds such a document`,
    source: 'cloudformation',
    address: addressOfSteps(['Resources', name, ...steps]) + branch,
    at,
    attachedTo,
  } as const;
  const { unknown, origins, pieces } = resolved;
  // Lifecycle policies alone hold numbers that are meant as such.
  const value = kind === 'lifecycle' ? resolved.value : numbersAsText(resolved.value);
  if (shape === undefined) {
    return {
      ...shared,
      value,
      unknown: pieces === undefined ? unknown : [],
      origin: (to) => originOf(origins, to),
      pieces: pieces?.map((piece) => ({
        ...piece,
        at: piece.at === undefined ? at : at + piece.at,
      })),
    };
  }
  const renamed = reshaped(value, shape);
  return {
    ...shared,
    value: renamed.value,
    unknown: inNewPlaces(unknown, renamed.origins),
    origin: (to) => originOf(origins, originOf(renamed.origins, to)),
  };
}

function addressOfSteps(steps: Path): string {
  return steps
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}
