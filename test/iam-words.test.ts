import { describe, expect, it } from 'vitest';
import { orThrow } from '../src/base/result.js';
import { can } from '../src/words/can.js';

const repository = 'arn:aws:ecr:us-east-1:111122223333:repository/web';
const who = 'arn:aws:iam::111122223333:role/ci';
const allowing = (Action: string | string[], Condition = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*', Condition }],
});

describe('the word can', () => {
  it('answers for a workflow from texts and values alike', () => {
    for (const policy of [allowing('ecr:*'), JSON.stringify(allowing('ecr:*'))]) {
      const policies = { identity: [policy] };
      expect(orThrow(can({ who, to: 'push', on: repository, policies })).kind).toBe('allowed');
    }
  });

  it('answers for one action, with what is missing', () => {
    const policies = { identity: [allowing('ecr:GetAuthorizationToken')] };
    expect(orThrow(can({ who, to: 'login', policies })).kind).toBe('allowed');
    const answer = orThrow(can({ who, to: 'ecr:PutImage', on: repository, policies }));
    expect(answer.kind).toBe('implicitDeny');
    expect(answer.remedies).toEqual([
      {
        policy: 'identity',
        statement: { Effect: 'Allow', Action: ['ecr:PutImage'], Resource: repository },
      },
    ]);
  });

  it('takes the instant as a Date or as milliseconds, and leaves what is unknown open', () => {
    const until = { DateLessThan: { 'aws:CurrentTime': '2026-07-01T00:00:00Z' } };
    const policies = { identity: [allowing('ecr:*', until)] };
    const question = { who, to: 'login', policies } as const;
    expect(orThrow(can({ ...question, at: new Date('2026-06-15') })).kind).toBe('allowed');
    expect(orThrow(can({ ...question, at: Date.parse('2026-08-15') })).kind).toBe('implicitDeny');
    expect(orThrow(can({ ...question, missingContext: 'unknown' })).kind).toBe('depends');
  });

  it('does not guess a repository', () => {
    const read = can({ who, to: 'pull', policies: { identity: [allowing('ecr:*')] } });
    expect(read.diagnostics.map(({ code, at }) => [code, at])).toEqual([
      ['iam/no-repository', '/on'],
    ]);
  });

  it('gives the findings of policies that AWS refuses', () => {
    const read = can({ who, to: 'login', policies: { identity: ['{'] } });
    expect(read.ok).toBe(false);
    expect(read.diagnostics[0]?.at).toBe('/identity/0');
  });
});
