import { type ReportedParts, reportedRow, sharedReported } from '../../base/lint-reported.js';
import type { ReportedRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';

const secret =
  'arn:aws:secretsmanager:us-east-1:111122223333:secret:ecr-pullthroughcache/hub-AbCdEf';

/** What the reader of pull through cache rules reports by itself. */
export const reported: readonly ReportedRule[] = [
  ...sharedReported('pull-through', ['pull-through.ruleCountMax'] satisfies FactId[], {
    'not-json': '[ { "ecrRepositoryPrefix": quay } ]',
    nesting: `${'['.repeat(600)}${']'.repeat(600)}`,
    'duplicate-key': quay({}).replace('{', '{ "ecrRepositoryPrefix": "quay", '),
    'missing-property': '{ "ecrRepositoryPrefix": "quay" }',
    'null-value': quay({ credentialArn: null }),
    'wrong-type': quay({ ecrRepositoryPrefix: 1 }),
    enum: quay({ upstreamRegistry: 'Quay' }),
    'too-many-members': `[${Array.from({ length: 51 }, (_, index) => quay({ ecrRepositoryPrefix: `q${index}` })).join()}]`,
    'too-short': quay({ ecrRepositoryPrefix: 'q' }),
    'too-long': quay({ ecrRepositoryPrefix: 'q'.repeat(31) }),
    spelling: quay({ ecrRepositoryPrefix: 'Quay' }),
  }),
  row('unsupported-upstream', 'pull-through.upstreamUrls', {
    title: 'the upstream is no registry that ECR can cache',
    why: 'Write the host alone. Docker Hub is `registry-1.docker.io`.',
    example: quay({ upstreamRegistryUrl: 'https://docker.io' }),
  }),
  row('registry-mismatch', 'pull-through.upstreamUrls', {
    title: 'the kind of registry and its host do not belong together',
    why: 'Leave the kind out, or correct one of the two.',
    example: quay({
      upstreamRegistryUrl: 'ghcr.io',
      upstreamRegistry: 'k8s',
      credentialArn: secret,
    }),
  }),
  row('credentials-missing', 'pull-through.upstreamCredentials', {
    title: 'the upstream wants credentials, and the rule names none',
    why: 'Add `credentialArn` with a secret whose name begins with `ecr-pullthroughcache/`.',
    example: quay({ upstreamRegistryUrl: 'registry-1.docker.io' }),
  }),
  row('credentials-needless', 'pull-through.upstreamCredentials', {
    title: 'the upstream takes no credentials, and the rule names some',
    why: 'Leave `credentialArn` out.',
    example: quay({ credentialArn: secret }),
  }),
  row('credentials-of-other-kind', 'pull-through.upstreamCredentials', {
    title: 'a secret where a role is wanted, or a role where a secret is',
    why: 'An ECR upstream is reached with a role, every other one with a secret.',
    example: quay({
      upstreamRegistryUrl: '444455556666.dkr.ecr.us-east-1.amazonaws.com',
      credentialArn: secret,
    }),
  }),
  row('role-missing', 'pull-through.upstreamCredentials', {
    title: 'an ECR upstream of another account is named without a role',
    why: 'Add `customRoleArn` with a role that `pullthroughcache.ecr.amazonaws.com` may take.',
    example: quay({
      upstreamRegistryUrl: '444455556666.dkr.ecr.us-east-1.amazonaws.com',
      registryId: '111122223333',
    }),
  }),
  row('secret-elsewhere', 'pull-through.secretOfTheRegistry', {
    title: 'the secret is in another account than the cache',
    why: 'A secret is read in the account and the Region of the rule.',
    example: quay({
      upstreamRegistryUrl: 'registry-1.docker.io',
      credentialArn: secret,
      registryId: '444455556666',
    }),
  }),
  row('upstream-prefix-of-root', 'pull-through.upstreamPrefixNeedsPrefix', {
    title: 'a rule for `ROOT` names a prefix of the upstream',
    why: 'A prefix of the upstream needs a prefix of the cache in whose place it stands.',
    example: quay({ ecrRepositoryPrefix: 'ROOT', upstreamRepositoryPrefix: 'team' }),
  }),
  row('duplicate-prefix', 'pull-through.prefixIsTheKey', {
    title: 'two rules have the same prefix',
    why: 'The prefix is the key of a rule: the second one is refused.',
    example: `[${quay({})}, ${quay({})}]`,
  }),
];

function row(name: string, because: FactId, parts: ReportedParts): ReportedRule {
  return reportedRow(`pull-through/${name}`, because, parts);
}

function quay(other: object): string {
  return JSON.stringify(
    { ecrRepositoryPrefix: 'quay', upstreamRegistryUrl: 'quay.io', ...other },
    null,
    2,
  );
}
