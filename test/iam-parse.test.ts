import { describe, expect, it } from 'vitest';
import { orThrow } from '../src/base/result.js';
import { parsePolicy } from '../src/iam/parse/policy.js';
import { parsePolicySet } from '../src/iam/parse/set.js';
import type { PolicyKind } from '../src/iam/types.js';
import { cases } from './cases.js';

interface Finding {
  readonly code: string;
  readonly at: string;
  /** An error unless said otherwise. */
  readonly severity?: 'warning';
}

interface PolicyCase {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly policy: unknown;
  readonly findings: readonly Finding[];
}

interface SetCase {
  readonly name: string;
  readonly set: unknown;
  readonly findings: readonly Finding[];
}

const brief = (found: { code: string; at: string; severity: string }): Finding => ({
  code: found.code,
  at: found.at,
  ...(found.severity === 'warning' ? { severity: 'warning' } : {}),
});

const sorted = (findings: readonly Finding[]) => findings.map((f) => JSON.stringify(f)).sort();

describe('reading one policy', () => {
  it.each(cases<PolicyCase>('iam/parse'))('$name', ({ kind, policy, findings }) => {
    const read = parsePolicy(policy, kind);
    expect(sorted(read.diagnostics.map(brief))).toEqual(sorted(findings));
    expect(read.ok).toBe(findings.every(({ severity }) => severity === 'warning'));
    if (read.ok) expect(read.value).toEqual(policy);
    for (const { because, help, message } of read.diagnostics) {
      expect(because.length).toBeGreaterThan(0);
      expect(help).toBeTruthy();
      expect(message).not.toMatch(/\.$/);
    }
  });

  it.each(cases<PolicyCase>('iam/parse'))('as text too: $name', ({ kind, policy, findings }) => {
    const read = parsePolicy(JSON.stringify(policy, null, 2), kind);
    expect(sorted(read.diagnostics.map(brief))).toEqual(sorted(findings));
    for (const { range } of read.diagnostics) expect(range).toBeDefined();
  });
});

describe('reading a set of policies', () => {
  it.each(cases<SetCase>('iam/parse-set'))('$name', ({ set, findings }) => {
    for (const input of [set, JSON.stringify(set)]) {
      const read = parsePolicySet(input);
      expect(sorted(read.diagnostics.map(brief))).toEqual(sorted(findings));
      expect(read.ok).toBe(findings.every(({ severity }) => severity === 'warning'));
    }
  });
});

const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'allow', Action: 'ecr:*', Resource: '*' }],
};
const sound = { Version: '2012-10-17', Statement: [{ ...policy.Statement[0], Effect: 'Allow' }] };

describe('the texts that policies come in', () => {
  const text = JSON.stringify(sound);
  it.each([
    ['plain text', text],
    ['text after a byte-order mark', `\uFEFF${text}`],
    ['URL-encoded text', encodeURIComponent(text)],
    ['text inside a JSON string', JSON.stringify(text)],
    ['get-policy-version', JSON.stringify({ PolicyVersion: { Document: sound } })],
    ['get-role-policy', { RoleName: 'ci', PolicyName: 'pull', PolicyDocument: sound }],
    ['get-role-policy of the API', { RoleName: 'ci', PolicyDocument: encodeURIComponent(text) }],
    ['get-user-policy', { UserName: 'ann', PolicyDocument: sound }],
    ['get-group-policy', { GroupName: 'builders', PolicyDocument: sound }],
    ['describe-policy', { Policy: { PolicySummary: {}, Content: text } }],
  ])('%s is read', (_, input) => {
    expect(orThrow(parsePolicy(input, 'identity'))).toEqual(sound);
  });

  it('of an endpoint is found in describe-vpc-endpoints', () => {
    const document = JSON.stringify({
      Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
    });
    const printed = JSON.stringify({ VpcEndpoints: [{ PolicyDocument: document }] });
    expect(orThrow(parsePolicy(printed, 'endpoint'))).toEqual(JSON.parse(document));
  });

  it('a finding is shown at its line and column', () => {
    const lines = JSON.stringify(policy, null, 2);
    const [found] = parsePolicy(lines, 'identity').diagnostics;
    expect(found?.range?.start).toMatchObject({ line: 5, column: 17 });
    expect(lines.slice(found?.range?.start.offset, found?.range?.end.offset)).toBe('"allow"');
  });

  it('a finding in text inside a JSON string is shown where it stands in the outer text', () => {
    const printed = JSON.stringify(
      { repositoryName: 'web', policyText: JSON.stringify(policy, null, 2) },
      null,
      2,
    );
    const [found] = parsePolicy(printed, 'identity').diagnostics;
    expect(found?.at).toBe('/policyText/Statement/0/Effect');
    expect(found?.range?.start.line).toBe(3);
    expect(printed.slice(found?.range?.start.offset, found?.range?.end.offset)).toBe('\\"allow\\"');
  });

  it('broken text inside a JSON string is shown where it breaks', () => {
    const printed = JSON.stringify({ policyText: '{"Statement": [}' });
    const read = parsePolicy(printed, 'registry');
    expect(read.ok).toBe(false);
    const [found] = read.diagnostics;
    expect(found?.code).toBe('iam/not-json');
    expect(found?.at).toBe('/policyText');
    expect(printed.slice(found?.range?.start.offset, found?.range?.end.offset)).toBe('}');
  });

  it('a hole in a list of statements is a statement that holds nothing', () => {
    const holed = { Statement: new Array<unknown>(1) };
    const read = parsePolicy(holed, 'identity');
    expect(read.ok).toBe(false);
    expect(read.diagnostics.map(({ at }) => at)).toContain('/Statement/0');
  });

  it('an element that stands twice is refused, since nobody knows which one AWS would keep', () => {
    const twice =
      '{"Statement": {"Effect": "Deny", "Effect": "Allow", "Action": "*", "Resource": "*"}}';
    const read = parsePolicy(twice, 'identity');
    expect(read.ok).toBe(false);
    expect(read.diagnostics.map(brief)).toEqual([
      { code: 'iam/duplicate-key', at: '/Statement/Effect' },
    ]);
    expect(read.diagnostics[0]?.because).toEqual(['policy.elementsOnce']);
  });
});

describe('the limits on length', () => {
  const padded = (length: number, principal: boolean, space = ' ') => {
    const statement = { Effect: 'Deny', Action: 'ecr:*', Resource: '*' };
    const bare = JSON.stringify({
      Version: '2012-10-17',
      Statement: [principal ? { ...statement, Principal: '*' } : statement],
    });
    return bare.replace(/\}$/, `${space.repeat(length - bare.length)}}`);
  };
  const dense = (length: number) =>
    JSON.stringify({
      Statement: { Effect: 'Deny', Action: '*', Resource: `arn:${'a'.repeat(length)}` },
    });
  const codes = (text: string, kind: PolicyKind) =>
    parsePolicy(text, kind).diagnostics.map(({ severity, code }) => `${severity} ${code}`);

  it.each<[PolicyKind, number]>([
    ['repository', 10_240],
    ['registry', 10_240],
    ['endpoint', 20_480],
  ])('of a %s policy is %i characters, white space included', (kind, max) => {
    expect(codes(padded(max, true), kind)).toEqual([]);
    expect(codes(padded(max + 1, true), kind)).toEqual(['error iam/too-long']);
  });

  it('of a policy of an organization counts white space unless the console saves it', () => {
    expect(codes(padded(5120, false), 'scp')).toEqual([]);
    expect(codes(padded(5121, false), 'scp')).toEqual(['warning iam/too-long']);
    expect(codes(dense(5120), 'scp')).toEqual(['error iam/too-long']);
  });

  it('of a managed policy leaves white space out, and AWS may go beyond it', () => {
    expect(codes(padded(9000, false), 'identity')).toEqual([]);
    expect(codes(dense(6144), 'identity')).toEqual(['warning iam/too-long']);
    expect(codes(dense(6144), 'boundary')).toEqual(['warning iam/too-long']);
  });

  it('of a session policy holds for text that is handed over', () => {
    expect(codes(padded(2048, false), 'session')).toEqual([]);
    expect(codes(padded(2049, false), 'session')).toEqual(['warning iam/too-long']);
  });

  it('does not hold for values', () => {
    expect(parsePolicy(JSON.parse(padded(30_000, true)), 'repository').diagnostics).toEqual([]);
  });
});

const wildcardPrincipal = {
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:*' },
      Action: 'ecr:BatchGetImage',
      Resource: '*',
    },
  ],
};

describe('what AWS itself answers', () => {
  it('is one sentence for every bad repository policy', () => {
    const [found] = parsePolicy({ Statement: [], Version: '1' }, 'repository').diagnostics;
    expect(found?.awsMessage).toBe(
      "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'",
    );
  });

  it.each([
    ['text that is not JSON', "{'Statement': []}"],
    ['every principal of an account by a wildcard', wildcardPrincipal],
    ['nobody and nothing', { Statement: [{ Effect: 'Allow' }] }],
  ])('is the same sentence for %s', (_, policy) => {
    for (const kind of ['repository', 'registry'] as const) {
      const read = parsePolicy(policy, kind);
      expect(read.ok).toBe(false);
      expect(read.diagnostics[0]?.awsMessage).toBe(
        `Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid ${kind} policy provided'`,
      );
    }
  });

  it('is the sentence for a registry policy that is written like a repository policy', () => {
    const statement = { Effect: 'Allow', Principal: '*', Action: ['ecr:BatchGetImage'] };
    const read = parsePolicy({ Version: '2012-10-17', Statement: [statement] }, 'registry');
    expect(read.ok).toBe(false);
    expect(read.diagnostics.map(({ awsMessage }) => awsMessage)).toEqual([
      "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid registry policy provided'",
    ]);
  });

  it('is a sentence of its own for several mistakes in IAM policies', () => {
    const bad = {
      Statement: { Effect: 'Allow', Action: 'a:b:c', Resource: 'web', Principal: '*' },
    };
    expect(parsePolicy(bad, 'identity').diagnostics.map(({ awsMessage }) => awsMessage)).toEqual([
      'Policy document should not specify a principal.',
      'Actions/Condition can contain only one colon.',
      'Resource web must be in ARN format or "*".',
    ]);
  });
});

describe('an action that is not known', () => {
  const helpFor = (action: string) => {
    const Statement = { Effect: 'Allow', Action: action, Resource: '*' };
    return parsePolicy({ Statement }, 'identity').diagnostics[0]?.help;
  };

  it.each([
    ['ecr:BatchCheckLaterAvailability', 'write `BatchCheckLayerAvailability`'],
    ['ecr:BatchGetDownloadUrlForLayer', 'write `GetDownloadUrlForLayer`'],
    ['ecr: ListImages', 'write `ListImages`'],
    ['ecr:getauthorizationtokens', 'write `GetAuthorizationToken`'],
    ['ecr:InventedJustNow', 'check its spelling, unless it is new'],
  ])('%s: %s', (action, help) => {
    expect(helpFor(action)).toBe(help);
  });
});
