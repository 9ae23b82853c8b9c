import { pointer } from '../../base/json-text.js';
import { isRecord, property } from '../../base/loose.js';
import type { UnknownPart } from './types.js';

/** How one member of the API's is spelled elsewhere. */
interface Field {
  /** Its names, the API's first. */
  readonly from: readonly string[];
  /** What it holds, or what each of its members holds when it is a list. */
  readonly holds?: Shape | undefined;
  /** Terraform writes a block that comes once as a list of one. */
  readonly isBlock?: boolean | undefined;
  /** Terraform writes tags as an object, the API as a list of keys and values. */
  readonly isTags?: boolean | undefined;
}

/** A document as the API takes it, member by member. */
export type Shape = Readonly<Record<string, Field>>;

/** A value with the API's names, and the way from each of its pointers to where that stood. */
export interface Reshaped {
  readonly value: unknown;
  readonly origins: ReadonlyMap<string, string>;
}

/**
 * Takes over what a shape names. Null, and what Terraform writes for what nobody set, the empty text and the empty list,
 * is absent; a value of another form than the shape's is kept as it is.
 */
export function reshaped(value: unknown, shape: Shape): Reshaped {
  const origins = new Map<string, string>();
  return { value: copied(value, shape, { to: '', from: '' }, origins), origins };
}

interface Places {
  readonly to: string;
  readonly from: string;
}

function copied(
  value: unknown,
  shape: Shape | undefined,
  places: Places,
  origins: Map<string, string>,
): unknown {
  origins.set(places.to, places.from);
  if (Array.isArray(value)) {
    return value.map((member, index) =>
      copied(
        member,
        shape,
        { to: pointer(places.to, index), from: pointer(places.from, index) },
        origins,
      ),
    );
  }
  if (shape === undefined || !isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, field]): [string, unknown][] => {
      const key = field.from.find((spelling) => isGiven(property(value, spelling)));
      if (key === undefined) return [];
      const inner = { to: pointer(places.to, name), from: pointer(places.from, key) };
      return [[name, takenField(property(value, key), field, inner, origins)]];
    }),
  );
}

function isGiven(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== '';
}

function takenField(
  value: unknown,
  field: Field,
  places: Places,
  origins: Map<string, string>,
): unknown {
  if (field.isBlock && Array.isArray(value) && value.length === 1) {
    const inner = { to: places.to, from: pointer(places.from, 0) };
    return copied(value[0], field.holds, inner, origins);
  }
  if (field.isTags && isRecord(value)) return tagList(value, places, origins);
  return copied(value, field.holds, places, origins);
}

function tagList(
  tags: Readonly<Record<string, unknown>>,
  places: Places,
  origins: Map<string, string>,
): readonly { readonly Key: string; readonly Value: unknown }[] {
  origins.set(places.to, places.from);
  return Object.entries(tags).map(([Key, Value], index) => {
    const [to, from] = [pointer(places.to, index), pointer(places.from, Key)];
    for (const place of [to, pointer(to, 'Key'), pointer(to, 'Value')]) origins.set(place, from);
    return { Key, Value };
  });
}

/** Unknown parts by the API's names; what the document does not take over is left out. */
export function inNewPlaces(
  unknown: readonly UnknownPart[],
  origins: ReadonlyMap<string, string>,
): readonly UnknownPart[] {
  const places = [...origins];
  return unknown.flatMap((part) => {
    const found = places.find(([, from]) => from === part.at);
    return found === undefined ? [] : [{ ...part, at: found[0] }];
  });
}

/** Where a value came from, or the nearest one around it of which that is known. */
export function originOf(origins: ReadonlyMap<string, string>, at: string): string {
  for (let path = at; ; path = path.slice(0, path.lastIndexOf('/'))) {
    const origin = origins.get(path);
    if (origin !== undefined || path === '') return origin ?? '';
  }
}

const same = (...from: readonly string[]): Field => ({ from });

const filter: Shape = {
  filter: same('filter', 'Filter', 'ImageTagMutabilityExclusionFilterValue'),
  filterType: same(
    'filterType',
    'FilterType',
    'filter_type',
    'ImageTagMutabilityExclusionFilterType',
  ),
};

const filters: Field = {
  from: ['repositoryFilters', 'RepositoryFilters', 'repository_filter'],
  holds: filter,
};

const tagSettings: Shape = {
  imageTagMutability: same('imageTagMutability', 'ImageTagMutability', 'image_tag_mutability'),
  imageTagMutabilityExclusionFilters: {
    from: [
      'imageTagMutabilityExclusionFilters',
      'ImageTagMutabilityExclusionFilters',
      'image_tag_mutability_exclusion_filter',
    ],
    holds: filter,
  },
};

const encryption: Field = {
  from: ['encryptionConfiguration', 'EncryptionConfiguration', 'encryption_configuration'],
  holds: {
    encryptionType: same('encryptionType', 'EncryptionType', 'encryption_type'),
    kmsKey: same('kmsKey', 'KmsKey', 'kms_key'),
  },
  isBlock: true,
};

/** One repository, as DescribeRepositories gives it. */
export const repositoryShape: Shape = {
  repositoryArn: same('repositoryArn', 'arn'),
  registryId: same('registryId', 'registry_id'),
  repositoryName: same('repositoryName', 'RepositoryName', 'name'),
  ...tagSettings,
  imageScanningConfiguration: {
    from: [
      'imageScanningConfiguration',
      'ImageScanningConfiguration',
      'image_scanning_configuration',
    ],
    holds: { scanOnPush: same('scanOnPush', 'ScanOnPush', 'scan_on_push') },
    isBlock: true,
  },
  encryptionConfiguration: encryption,
  tags: { from: ['tags', 'Tags'], isTags: true },
};

/** PutReplicationConfiguration's configuration. */
export const replicationShape: Shape = {
  rules: {
    from: ['rules', 'Rules', 'rule'],
    holds: {
      destinations: {
        from: ['destinations', 'Destinations', 'destination'],
        holds: {
          region: same('region', 'Region'),
          registryId: same('registryId', 'RegistryId', 'registry_id'),
        },
      },
      repositoryFilters: filters,
    },
  },
};

/** PutRegistryScanningConfiguration's input. */
export const scanningShape: Shape = {
  scanType: same('scanType', 'ScanType', 'scan_type'),
  rules: {
    from: ['rules', 'Rules', 'rule'],
    holds: {
      scanFrequency: same('scanFrequency', 'ScanFrequency', 'scan_frequency'),
      repositoryFilters: filters,
    },
  },
};

/** PutSigningConfiguration's configuration. */
export const signingShape: Shape = {
  rules: {
    from: ['rules', 'Rules', 'rule'],
    holds: {
      signingProfileArn: same('signingProfileArn', 'SigningProfileArn', 'signing_profile_arn'),
      repositoryFilters: filters,
    },
  },
};

/** CreateRepositoryCreationTemplate's input. */
export const templateShape: Shape = {
  prefix: same('prefix', 'Prefix'),
  description: same('description', 'Description'),
  encryptionConfiguration: encryption,
  resourceTags: { from: ['resourceTags', 'ResourceTags', 'resource_tags'], isTags: true },
  ...tagSettings,
  repositoryPolicy: same('repositoryPolicy', 'RepositoryPolicy', 'repository_policy'),
  lifecyclePolicy: same('lifecyclePolicy', 'LifecyclePolicy', 'lifecycle_policy'),
  appliedFor: same('appliedFor', 'AppliedFor', 'applied_for'),
  customRoleArn: same('customRoleArn', 'CustomRoleArn', 'custom_role_arn'),
};

/** CreatePullThroughCacheRule's input. */
export const pullThroughShape: Shape = {
  ecrRepositoryPrefix: same('ecrRepositoryPrefix', 'EcrRepositoryPrefix', 'ecr_repository_prefix'),
  upstreamRegistryUrl: same('upstreamRegistryUrl', 'UpstreamRegistryUrl', 'upstream_registry_url'),
  upstreamRegistry: same('upstreamRegistry', 'UpstreamRegistry'),
  upstreamRepositoryPrefix: same(
    'upstreamRepositoryPrefix',
    'UpstreamRepositoryPrefix',
    'upstream_repository_prefix',
  ),
  credentialArn: same('credentialArn', 'CredentialArn', 'credential_arn'),
  customRoleArn: same('customRoleArn', 'CustomRoleArn', 'custom_role_arn'),
  registryId: same('registryId', 'registry_id'),
};
