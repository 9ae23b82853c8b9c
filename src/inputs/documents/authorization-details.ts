import { pointer } from '../../base/json-text.js';
import { membersWithPlaces, property, textOf } from '../../base/loose.js';
import { isAuthorizationDetails } from '../principal-policies.js';
import type { Sighting } from './sighting.js';

interface Entry {
  readonly value: unknown;
  readonly at: string;
}

/** The documents in what `aws iam get-account-authorization-details` prints. */
export function authorizationSightings(details: unknown, at: string): readonly Sighting[] {
  const policies = entries(details, at, 'Policies');
  if (!isAuthorizationDetails(details) && !policies.some(hasVersions)) return [];
  const carriers = carrierLists.flatMap(([key, inline]) =>
    entries(details, at, key).map((carrier) => ({ ...carrier, inline })),
  );
  const boundaries = new Set(carriers.map(({ value }) => boundaryOf(value)));
  const attached = new Set(carriers.flatMap(attachedArns));
  return [
    ...carriers.flatMap(({ value, at: place, inline }) => inlineSightings(value, place, inline)),
    ...policies.flatMap((policy) => {
      const arn = textOf(property(policy.value, 'Arn'));
      const isBoundary = boundaries.has(arn) && arn !== undefined && !attached.has(arn);
      return managedSightings(policy, isBoundary ? 'boundary' : 'identity');
    }),
  ];
}

const carrierLists = [
  ['UserDetailList', 'UserPolicyList'],
  ['GroupDetailList', 'GroupPolicyList'],
  ['RoleDetailList', 'RolePolicyList'],
] as const;

function hasVersions({ value }: Entry): boolean {
  return property(value, 'PolicyVersionList') !== undefined;
}

function boundaryOf(carrier: unknown): string | undefined {
  return textOf(property(property(carrier, 'PermissionsBoundary'), 'PermissionsBoundaryArn'));
}

function attachedArns({ value, at }: Entry): readonly (string | undefined)[] {
  return entries(value, at, 'AttachedManagedPolicies').map((policy) =>
    textOf(property(policy.value, 'PolicyArn')),
  );
}

const sign = '`aws iam get-account-authorization-details` prints such a document there';

function inlineSightings(carrier: unknown, place: string, list: string): Sighting[] {
  const arn = textOf(property(carrier, 'Arn'));
  return entries(carrier, place, list).flatMap(({ value, at }) =>
    documentSighting(value, at, 'PolicyDocument', {
      address: `${arn ?? ''} ${textOf(property(value, 'PolicyName')) ?? ''}`.trim(),
      kind: 'identity',
      carriedBy: arn,
    }),
  );
}

/** Of the versions of a managed policy the one that is in force. */
function managedSightings({ value, at }: Entry, kind: 'identity' | 'boundary'): Sighting[] {
  const arn = textOf(property(value, 'Arn'));
  const id = property(value, 'DefaultVersionId');
  const version = entries(value, at, 'PolicyVersionList').find(
    (one) =>
      property(one.value, 'IsDefaultVersion') === true || property(one.value, 'VersionId') === id,
  );
  if (version === undefined) return [];
  return documentSighting(version.value, version.at, 'Document', {
    address: arn ?? '',
    kind,
    carriedBy: arn,
  });
}

function documentSighting(
  holder: unknown,
  at: string,
  key: string,
  told: {
    readonly address: string;
    readonly kind: 'identity' | 'boundary';
    readonly carriedBy: string | undefined;
  },
): Sighting[] {
  const value = property(holder, key);
  if (value === undefined || value === null) return [];
  const { address, kind, carriedBy } = told;
  const [, , , , registryId] = carriedBy?.split(':') ?? [];
  return [
    {
      kind,
      sign,
      source: 'aws-cli',
      address,
      at: pointer(at, key),
      value,
      unknown: [],
      attachedTo: { carriedBy, registryId: registryId === '' ? undefined : registryId },
    },
  ];
}

/** The members under a key. AWS's own example has an object where a list belongs, which is taken for its one member. */
function entries(value: unknown, at: string, key: string): readonly Entry[] {
  const found = property(value, key);
  if (found === undefined || found === null) return [];
  return membersWithPlaces(found, pointer(at, key));
}
