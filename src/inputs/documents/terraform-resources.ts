import { pointer } from '../../base/json-text.js';
import { isRecord, members, property } from '../../base/loose.js';
import { organizationKindOf, partsOf } from './cli.js';
import { expressionPieces, withoutEscapes } from './expressions.js';
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
import type { AttachedTo, DocumentKind, DocumentSource, UnknownPart } from './types.js';

/** One resource of Terraform's, wherever it was read: its attributes and what is unknown among them. */
export interface TerraformResource {
  readonly type: string;
  readonly address: string;
  readonly source: DocumentSource;
  readonly moment?: 'before' | 'after' | undefined;
  /** JSON pointer to the attributes. */
  readonly at: string;
  /** The attributes, with stand-ins where they are unknown. */
  readonly values: unknown;
  /** What is unknown, by pointers into `values`. */
  readonly unknown: readonly UnknownPart[];
  /** What is known of it beyond its attributes. */
  readonly attachedTo: AttachedTo;
}

/** A document among a resource's attributes. */
interface Part {
  readonly kind: DocumentKind;
  readonly path: readonly (string | number)[];
  /** Given when the attributes are the document, in Terraform's spelling. */
  readonly shape?: Shape | undefined;
}

const text = (kind: DocumentKind, ...path: readonly (string | number)[]): Part => ({ kind, path });
const settings = (
  kind: DocumentKind,
  shape: Shape,
  ...path: readonly (string | number)[]
): Part => ({
  kind,
  path,
  shape,
});

/** Where each type of resource holds its documents. */
const partsOfType: ReadonlyMap<string, (values: unknown) => readonly Part[]> = new Map(
  Object.entries({
    aws_ecr_lifecycle_policy: () => [text('lifecycle', 'policy')],
    aws_ecr_repository_policy: () => [text('repository', 'policy')],
    aws_ecr_registry_policy: () => [text('registry', 'policy')],
    aws_ecr_repository: () => [settings('repository-settings', repositoryShape)],
    aws_ecr_replication_configuration: () => [
      settings('replication-rules', replicationShape, 'replication_configuration', 0),
    ],
    aws_ecr_registry_scanning_configuration: () => [settings('scanning', scanningShape)],
    aws_ecr_signing_configuration: () => [settings('signing', signingShape)],
    aws_ecr_pull_through_cache_rule: () => [settings('pull-through', pullThroughShape)],
    aws_ecr_repository_creation_template: () => [
      settings('creation-templates', templateShape),
      text('lifecycle', 'lifecycle_policy'),
      text('repository', 'repository_policy'),
    ],
    aws_iam_policy: () => [text('identity', 'policy')],
    aws_iam_role_policy: () => [text('identity', 'policy')],
    aws_iam_user_policy: () => [text('identity', 'policy')],
    aws_iam_group_policy: () => [text('identity', 'policy')],
    aws_iam_role: (values) =>
      members(property(values, 'inline_policy')).map((_, index) =>
        text('identity', 'inline_policy', index, 'policy'),
      ),
    aws_ssoadmin_permission_set_inline_policy: () => [text('identity', 'inline_policy')],
    aws_organizations_policy: (values) => {
      const kind = organizationKindOf(property(values, 'type'));
      return kind === undefined ? [] : [text(kind, 'content')];
    },
    aws_vpc_endpoint: () => [text('endpoint', 'policy')],
    aws_vpc_endpoint_policy: () => [text('endpoint', 'policy')],
  } satisfies Record<string, (values: unknown) => readonly Part[]>),
);

/** Whether resources of a type may hold documents. */
export function isTerraformHolder(type: unknown): type is string {
  return typeof type === 'string' && partsOfType.has(type);
}

/** The documents that one resource of Terraform's holds. */
export function resourceSightings(resource: TerraformResource): readonly Sighting[] {
  const parts = partsOfType.get(resource.type)?.(resource.values) ?? [];
  return parts.flatMap((part) => partSighting(resource, part));
}

function partSighting(resource: TerraformResource, part: Part): Sighting[] {
  const { type, address, source, moment, at, values } = resource;
  const { kind, path, shape } = part;
  const inside = path.reduce(pointer, '');
  const unknown = unknownBelow(resource.unknown, inside);
  const value = path.reduce<unknown>((held, key) => property(held, String(key)), values);
  if (!isHeld(value) && unknown.length === 0) return [];
  const isMain = shape !== undefined || path.length === 1 ? isOnlyText(type, part) : false;
  const shared = {
    kind,
    sign: `a resource \`${type}\` holds such a document`,
    source,
    address: isMain ? address : `${address}.${dotted(path)}`,
    at: at + inside,
    attachedTo: attachedTo(resource),
    moment,
  };
  if (shape === undefined)
    return [{ ...shared, value, unknown, ...syntaxOf(source, value, at + inside) }];
  const { value: renamed, origins } = reshaped(value, shape);
  return [
    {
      ...shared,
      value: renamed,
      unknown: inNewPlaces(unknown, origins),
      origin: (pointer) => originOf(origins, pointer),
    },
  ];
}

/** In Terraform's own language `$${` stands for `${`, and expressions leave holes in a text. */
function syntaxOf(source: DocumentSource, value: unknown, at: string): Partial<Sighting> {
  if (source !== 'terraform') return {};
  return typeof value === 'string'
    ? { isOpen: true, pieces: expressionPieces(value, at) }
    : { isOpen: true, value: withoutEscapes(value) };
}

/** What nobody set is null or the empty text. */
function isHeld(value: unknown): boolean {
  return (typeof value === 'string' && value.trim() !== '') || isRecord(value);
}

/** A resource goes by its own address when it is, or is there for, that one document. */
function isOnlyText(type: string, { shape }: Part): boolean {
  return shape !== undefined || type !== 'aws_ecr_repository_creation_template';
}

function dotted(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1);
}

/** What is unknown at a place, around it or below it, by pointers relative to it. */
function unknownBelow(unknown: readonly UnknownPart[], place: string): readonly UnknownPart[] {
  return unknown.flatMap((part) => {
    if (place === part.at || place.startsWith(`${part.at}/`)) return [{ ...part, at: '' }];
    return part.at.startsWith(`${place}/`) ? [{ ...part, at: part.at.slice(place.length) }] : [];
  });
}

const carrierKeys = ['role', 'user', 'group', 'vpc_endpoint_id'];

function attachedTo({ values, type, unknown, attachedTo: told }: TerraformResource): AttachedTo {
  const known = (key: string): string | undefined => {
    const value = property(values, key);
    const isHidden = unknown.some(({ at }) => at === '' || at === pointer('', key));
    return typeof value === 'string' && value !== '' && !isHidden ? value : undefined;
  };
  const { region, account } = partsOf(known('arn'));
  const isRepository = type === 'aws_ecr_repository';
  const carriers = carrierKeys.map(known).find((carrier) => carrier !== undefined);
  return {
    registryId: known('registry_id') ?? account ?? told.registryId,
    region: known('region') ?? region ?? told.region,
    repositoryName: known(isRepository ? 'name' : 'repository') ?? told.repositoryName,
    repositoryAddress: told.repositoryAddress,
    carriedBy: carriers ?? (type.startsWith('aws_iam_') ? known('name') : told.carriedBy),
  };
}
