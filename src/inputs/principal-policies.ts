import type { Diagnostic } from '../base/diagnostic.js';
import { readDocument } from '../base/document.js';
import { pointer } from '../base/json-text.js';
import { membersWithPlaces, property, textOf } from '../base/loose.js';
import { quote } from '../base/quote.js';
import { type Result, unlessRefused } from '../base/result.js';
import type { FactId } from '../facts/ledger/index.js';
import { voice } from './findings.js';

/** A policy of a principal, as `aws iam get-account-authorization-details` lists it. */
export interface NamedPolicy {
  readonly name: string;
  /** ARN of the user, group or role that carries it. */
  readonly carriedBy: string;
  /** The document, decoded or still URL-encoded text; `parsePolicy` takes both. */
  readonly document: unknown;
  /** JSON pointer to the document. */
  readonly at: string;
}

/** The policies that decide about one principal on its own side. */
export interface PrincipalPolicies {
  /** ARN of the user or role, with its path; of a session, the role's. */
  readonly arn: string;
  readonly identity: readonly NamedPolicy[];
  /** Absent when the principal has no permissions boundary. */
  readonly boundary?: readonly NamedPolicy[] | undefined;
}

/** Whether a value is the output of `aws iam get-account-authorization-details`. */
export function isAuthorizationDetails(value: unknown): boolean {
  return lists.some((key) => Array.isArray(property(value, key)));
}

const lists = ['UserDetailList', 'RoleDetailList', 'GroupDetailList'];

/**
 * The policies of one user or role from the output of `aws iam get-account-authorization-details`: inline and attached
 * ones, those of its groups, and its boundary. A session is looked up by its role's name. A policy that is attached
 * while its document is not in the output is an error, since the answer may turn on it.
 */
export function parsePrincipalPolicies(
  input: unknown,
  principal: string,
): Result<PrincipalPolicies> {
  const read = readDocument(input, voice);
  if (!read.ok) return read;
  const { value, place } = read.value;
  const problems: Diagnostic[] = [];
  const policies = collect({ root: value, problems }, principal);
  return unlessRefused(policies, [...read.diagnostics, ...place(problems)]);
}

interface Details {
  readonly root: unknown;
  /** Findings are added here while the output is looked through. */
  readonly problems: Diagnostic[];
}

interface Entry {
  readonly value: unknown;
  readonly at: string;
}

function collect(details: Details, principal: string): PrincipalPolicies {
  const carrier = carrierOf(details, principal);
  if (carrier === undefined) return { arn: principal, identity: [] };
  const carriers = [carrier, ...groupsOf(details, carrier)];
  const identity = carriers.flatMap((one) => [
    ...inlinePolicies(one),
    ...attachedPolicies(details, one, 'AttachedManagedPolicies'),
  ]);
  const arn = textOf(property(carrier.value, 'Arn')) ?? principal;
  if (property(carrier.value, 'PermissionsBoundary') === undefined) return { arn, identity };
  return { arn, identity, boundary: attachedPolicies(details, carrier, 'PermissionsBoundary') };
}

/** The user or role of that ARN, or the role behind the session. */
function carrierOf(details: Details, principal: string): Entry | undefined {
  const session = /^arn:[^:]*:sts::(\d*):assumed-role\/([^/]+)\//.exec(principal);
  const found = [...list(details, 'UserDetailList'), ...list(details, 'RoleDetailList')].find(
    ({ value }) => {
      const arn = textOf(property(value, 'Arn'));
      if (session === null) return arn === principal;
      return property(value, 'RoleName') === session[2] && arn?.split(':')[4] === session[1];
    },
  );
  // The root user has no policies of its own, and is in no list.
  if (found === undefined && !/^arn:[^:]*:iam::\d*:root$/.test(principal)) {
    report(details, {
      code: 'inputs/principal-not-found',
      message: `${quote(principal)} is not among the users and roles of this output`,
      at: '',
      help: 'check the ARN and the account; get-account-authorization-details must list users and roles',
    });
  }
  return found;
}

function groupsOf(details: Details, carrier: Entry): readonly Entry[] {
  const groups = list(details, 'GroupDetailList');
  return entries(carrier, 'GroupList').flatMap(({ value: name, at }) => {
    const group = groups.find(({ value }) => property(value, 'GroupName') === name);
    if (group !== undefined) return [group];
    report(details, {
      code: 'inputs/group-not-found',
      message: `the group ${quote(name)} is not in this output`,
      at,
      help: 'run get-account-authorization-details without a filter, and keep all of its pages',
    });
    return [];
  });
}

/** Inline policies stand decoded in what the CLI prints, and URL-encoded in what the API returns. */
function inlinePolicies(carrier: Entry): NamedPolicy[] {
  return ['UserPolicyList', 'GroupPolicyList', 'RolePolicyList'].flatMap((key) =>
    entries(carrier, key).map(({ value, at }) => ({
      name: textOf(property(value, 'PolicyName')) ?? '',
      carriedBy: textOf(property(carrier.value, 'Arn')) ?? '',
      document: property(value, 'PolicyDocument'),
      at: pointer(at, 'PolicyDocument'),
    })),
  );
}

function attachedPolicies(details: Details, carrier: Entry, key: string): NamedPolicy[] {
  const known = list(details, 'Policies');
  return entries(carrier, key).flatMap(({ value, at }) => {
    const arn = property(value, 'PolicyArn') ?? property(value, 'PermissionsBoundaryArn');
    const policy = known.find((one) => property(one.value, 'Arn') === arn);
    const version = policy === undefined ? undefined : defaultVersion(policy);
    if (version === undefined) {
      report(details, {
        code: 'inputs/policy-not-found',
        message: `the document of the policy ${quote(arn)} is not in this output`,
        at,
        help: 'run get-account-authorization-details without a filter, and keep all of its pages',
      });
      return [];
    }
    return [
      {
        name: textOf(property(value, 'PolicyName')) ?? textOf(arn) ?? '',
        carriedBy: textOf(property(carrier.value, 'Arn')) ?? '',
        document: property(version.value, 'Document'),
        at: pointer(version.at, 'Document'),
      },
    ];
  });
}

function defaultVersion(policy: Entry): Entry | undefined {
  const versions = entries(policy, 'PolicyVersionList');
  const id = property(policy.value, 'DefaultVersionId');
  return versions.find(
    ({ value }) =>
      property(value, 'IsDefaultVersion') === true || property(value, 'VersionId') === id,
  );
}

function list({ root }: Details, key: string): readonly Entry[] {
  return entries({ value: root, at: '' }, key);
}

/** The members under a key. AWS's own example has an object where a list belongs, which is taken for its one member. */
function entries({ value, at }: Entry, key: string): readonly Entry[] {
  const found = property(value, key);
  const place = pointer(at, key);
  if (found === undefined || found === null) return [];
  return membersWithPlaces(found, place);
}

function report(details: Details, problem: Omit<Diagnostic, 'severity' | 'because'>): void {
  const because: FactId[] = ['policy.authorizationDetails'];
  details.problems.push({ ...problem, severity: 'error', because });
}
