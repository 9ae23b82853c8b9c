import { describe, expect, it } from 'vitest';
import { orThrow } from '../src/base/result.js';
import { parsePolicy } from '../src/iam/parse/policy.js';
import { guessPolicyKind } from '../src/inputs/policy-kind.js';
import { parsePrincipalPolicies } from '../src/inputs/principal-policies.js';
import { cases } from './cases.js';

interface KindCase {
  readonly name: string;
  readonly text: string;
  readonly kind: string;
}

describe('guessing what a file holds', () => {
  it.each(cases<KindCase>('iam/kinds'))('$name', ({ text, kind }) => {
    const guess = guessPolicyKind(text);
    expect(guess.kind).toBe(kind);
    expect(guess.sign).toMatch(/^(it|some)/);
  });
});

const pull = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'ecr:BatchGetImage', Resource: '*' }],
};
const limit = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'ecr:*', Resource: '*' }],
};

const account = 'arn:aws:iam::111122223333';

/** As the CLI prints it; `encode` makes of it what the API returns. */
const details = (encode = (document: unknown): unknown => document) => ({
  UserDetailList: [
    {
      UserName: 'ann',
      Path: '/team/',
      Arn: `${account}:user/team/ann`,
      UserPolicyList: [{ PolicyName: 'own', PolicyDocument: encode(pull) }],
      GroupList: ['builders'],
      AttachedManagedPolicies: [],
    },
  ],
  GroupDetailList: [
    {
      GroupName: 'builders',
      Arn: `${account}:group/builders`,
      GroupPolicyList: [{ PolicyName: 'group', PolicyDocument: encode(pull) }],
      // AWS's own example has an object where a list belongs.
      AttachedManagedPolicies: { PolicyName: 'Limit', PolicyArn: `${account}:policy/Limit` },
    },
  ],
  RoleDetailList: [
    {
      RoleName: 'ci',
      Path: '/build/',
      Arn: `${account}:role/build/ci`,
      RolePolicyList: [],
      AttachedManagedPolicies: [{ PolicyName: 'Pull', PolicyArn: `${account}:policy/Pull` }],
      PermissionsBoundary: {
        PermissionsBoundaryType: 'Policy',
        PermissionsBoundaryArn: `${account}:policy/Limit`,
      },
    },
  ],
  Policies: [
    {
      PolicyName: 'Pull',
      Arn: `${account}:policy/Pull`,
      DefaultVersionId: 'v2',
      PolicyVersionList: [
        { VersionId: 'v1', IsDefaultVersion: false, Document: encode(limit) },
        { VersionId: 'v2', IsDefaultVersion: true, Document: encode(pull) },
      ],
    },
    {
      PolicyName: 'Limit',
      Arn: `${account}:policy/Limit`,
      DefaultVersionId: 'v1',
      PolicyVersionList: [{ VersionId: 'v1', Document: encode(limit) }],
    },
  ],
});

const encoded = (document: unknown) => encodeURIComponent(JSON.stringify(document));

describe.each([
  ['decoded', details()],
  ['URL-encoded', details(encoded)],
])('the policies of a principal, %s', (_, output) => {
  const documents = (policies: readonly { document: unknown }[] = []) =>
    policies.map(({ document }) => orThrow(parsePolicy(document, 'identity')));

  it('are those of a user and its groups', () => {
    const found = orThrow(parsePrincipalPolicies(output, `${account}:user/team/ann`));
    expect(found.identity.map(({ name, carriedBy }) => [name, carriedBy])).toEqual([
      ['own', `${account}:user/team/ann`],
      ['group', `${account}:group/builders`],
      ['Limit', `${account}:group/builders`],
    ]);
    expect(documents(found.identity)).toEqual([pull, pull, limit]);
    expect(found.boundary).toBeUndefined();
  });

  it('are those of a role, in their default versions, with its boundary', () => {
    const found = orThrow(
      parsePrincipalPolicies(JSON.stringify(output), `${account}:role/build/ci`),
    );
    expect(documents(found.identity)).toEqual([pull]);
    expect(documents(found.boundary)).toEqual([limit]);
    expect(found.identity[0]?.at).toBe('/Policies/0/PolicyVersionList/1/Document');
  });

  it('are those of the role behind a session, whose path the session does not tell', () => {
    const session = 'arn:aws:sts::111122223333:assumed-role/ci/run-7';
    const found = orThrow(parsePrincipalPolicies(output, session));
    expect(found.arn).toBe(`${account}:role/build/ci`);
    expect(documents(found.identity)).toEqual([pull]);
  });
});

describe('what is missing from the output', () => {
  const problems = (output: unknown, principal: string) => {
    const read = parsePrincipalPolicies(output, principal);
    return [read.ok, ...read.diagnostics.map(({ code, at }) => `${code} ${at}`)];
  };

  it('is a principal of another account', () => {
    const principal = 'arn:aws:sts::444455556666:assumed-role/ci/run-7';
    expect(problems(details(), principal)).toEqual([false, 'inputs/principal-not-found ']);
  });

  it('is a group', () => {
    const output = { ...details(), GroupDetailList: [] };
    expect(problems(output, `${account}:user/team/ann`)).toEqual([
      false,
      'inputs/group-not-found /UserDetailList/0/GroupList/0',
    ]);
  });

  it('is the document of an attached policy and of a boundary', () => {
    const output = { ...details(), Policies: [] };
    expect(problems(output, `${account}:role/build/ci`)).toEqual([
      false,
      'inputs/policy-not-found /RoleDetailList/0/AttachedManagedPolicies/0',
      'inputs/policy-not-found /RoleDetailList/0/PermissionsBoundary',
    ]);
  });

  it('is nothing for the root user, who carries no policies', () => {
    const root = parsePrincipalPolicies(details(), `${account}:root`);
    expect(orThrow(root)).toEqual({ arn: `${account}:root`, identity: [] });
  });
});
