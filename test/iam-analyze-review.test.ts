/** What reading the answers about policies as people write them showed: each was wrong, or said nothing useful. */
import { describe, expect, it } from 'vitest';
import { findNewAccess, type SinglePolicy } from '../src/iam/analyze/index.js';
import type { PolicyDocument, PolicyKind, PolicyStatement } from '../src/iam/index.js';

const document = (...Statement: PolicyStatement[]): PolicyDocument => {
  return { Version: '2012-10-17', Statement };
};
const policy =
  (kind: PolicyKind) =>
  (...statements: PolicyStatement[]): SinglePolicy => {
    return { kind, document: document(...statements) };
  };

describe('an RCP by itself', () => {
  const rcp = policy('rcp');
  const others = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' } as const;
  const confusedDeputies: PolicyStatement = {
    Effect: 'Deny',
    Principal: '*',
    Action: 'ecr:*',
    Resource: '*',
    Condition: {
      Bool: { 'aws:PrincipalIsAWSService': 'true' },
      StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-exampleorgid' },
      Null: { 'aws:SourceAccount': 'false' },
    },
  };

  it('binds AWS services, so that they get in once it spares them', () => {
    const verdict = findNewAccess(rcp(others, confusedDeputies), rcp(others));
    expect(verdict).toMatchObject({
      kind: 'fails',
      witness: { principal: 'lambda.amazonaws.com' },
      replay: { before: { kind: 'explicitDeny' }, after: { kind: 'allowed' } },
    });
    expect(findNewAccess(rcp(others), rcp(others, confusedDeputies)).kind).toBe('holds');
  });
});
