import { describe, expect, it } from 'vitest';
import { lint, orThrow } from '../src/index.js';

/** A template with a repository policy of one statement. */
const template = (statement: object, more: readonly object[] = []) =>
  JSON.stringify({
    Parameters: { Account: { Type: 'String' } },
    Resources: {
      Web: {
        Type: 'AWS::ECR::Repository',
        Properties: {
          RepositoryPolicyText: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', ...statement }, ...more],
          },
        },
      },
    },
  });
const codes = (text: string, preset = 'all') =>
  orThrow(lint([{ path: 'web.json', text }], { config: { preset } })).findings.map(
    ({ code, at }) => `${code} ${at}`,
  );

const hidden = { 'Fn::ImportValue': 'elsewhere' };
const pull = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const account = { 'Fn::Join': ['', ['arn:aws:iam::', { Ref: 'Account' }, ':root']] };

describe('a policy of which something is unknown', () => {
  it('is not blamed for what hides it', () => {
    expect(codes(template({ Principal: { AWS: hidden }, Action: pull }))).toEqual([]);
    expect(codes(template({ Principal: { AWS: account }, Action: pull }))).toEqual([]);
    expect(codes(template({ Principal: { AWS: account }, Action: [...pull, hidden] }))).toEqual([]);
  });

  it('is not blamed for what no stand-in would fit', () => {
    const policy = {
      Version: hidden,
      Statement: [{ Effect: 'Allow', Principal: '*', Action: pull }],
    };
    const text = JSON.stringify({
      Resources: {
        Web: { Type: 'AWS::ECR::Repository', Properties: { RepositoryPolicyText: policy } },
      },
    });
    expect(codes(text).filter((found) => found.includes('Version'))).toEqual([]);
  });

  it('is not said to lack what may be hidden', () => {
    const half = { Principal: { AWS: account }, Action: ['ecr:GetDownloadUrlForLayer'] };
    expect(codes(template(half))).toEqual(['iam/pull-incomplete /Statement/0/Action/0']);
    const perhaps = { Principal: { AWS: account }, Action: ['ecr:GetDownloadUrlForLayer', hidden] };
    expect(codes(template(perhaps))).toEqual([]);
  });

  it('is told what holds whatever is hidden', () => {
    const open = {
      Principal: '*',
      Action: pull,
      Condition: { StringLike: { 'aws:PrincipalArn': '*' } },
    };
    expect(
      codes(template(open, [{ Effect: 'Allow', Principal: { AWS: hidden }, Action: pull }])),
    ).toEqual(expect.arrayContaining([expect.stringContaining('iam/public-repository')]));
    const misspelt = { Principal: { AWS: account }, Action: [...pull, 'ecr:BatchGetImages'] };
    expect(codes(template(misspelt))).toEqual(['iam/unknown-action /Statement/0/Action/2']);
  });

  it('is judged by the stand-ins that its reader can take', () => {
    const filter = (name: unknown) => ({ Filter: name, FilterType: 'PREFIX_MATCH' });
    const text = JSON.stringify({
      Resources: {
        Copies: {
          Type: 'AWS::ECR::ReplicationConfiguration',
          Properties: {
            ReplicationConfiguration: {
              Rules: [
                {
                  Destinations: [{ Region: 'eu-west-1', RegistryId: { Ref: 'Account' } }],
                  RepositoryFilters: [filter('team/'), filter('team/web'), filter(hidden)],
                },
              ],
            },
          },
        },
      },
    });
    expect(codes(text)).toEqual(['replication-rules/covered-filter /rules/0/repositoryFilters/1']);
  });

  it('counts what the reader refuses outside of the hidden part', () => {
    const wrong = { Principal: { AWS: account }, Action: pull, Conditions: {} };
    expect(codes(template(wrong))).toEqual(['iam/unknown-element /Statement/0/Conditions']);
  });

  it('is only named when it is hidden as a whole', () => {
    const text = JSON.stringify({
      Resources: {
        Web: { Type: 'AWS::ECR::Repository', Properties: { RepositoryPolicyText: hidden } },
      },
    });
    expect(codes(text)).toEqual(['inputs/unknown-document ']);
  });
});

it('a statement behind a condition hides none of its neighbours', () => {
  const hidden = { 'Fn::If': ['C', { Effect: 'Allow' }, { Ref: 'AWS::NoValue' }] };
  const open = { Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' };
  const properties = { RepositoryPolicyText: { Version: '2012-10-17', Statement: [hidden, open] } };
  const text = JSON.stringify({
    Resources: { Web: { Type: 'AWS::ECR::Repository', Properties: properties } },
  });
  const said = lint([{ path: 'stack.json', text }]);
  expect(JSON.stringify(said)).toContain('iam/public-repository');
});
