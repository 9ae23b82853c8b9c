import { policyVersions } from '../../facts/policy.js';
import type { PolicyRule } from './subject.js';
import { textsIn } from './texts.js';

/** A policy in the older language. */
export const oldVersion: PolicyRule = {
  code: 'iam/old-version',
  severity: 'info',
  title: 'a policy is written in the older version of the language',
  why: `The version of 2008 has no policy variables. ECR's console still writes it into repository policies, where it does no
harm; elsewhere it is mostly a copy of something old.`,
  kinds: ['identity', 'boundary', 'session', 'scp', 'endpoint'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['policy.policyVersions', 'iam.variablesByVersion'],
  alsoKnownAs: ['parliament OLD_VERSION', 'cfn-lint W2511'],
  check: ({ document: { document } }) => {
    const [latest, older] = policyVersions;
    if (document.Version !== older) return [];
    const same = !textsIn(document).some(({ text }) => text.includes('${'));
    const at = '/Version';
    return [
      {
        at,
        message: 'the policy is written in the language of 2008, which has no variables',
        help: `write "Version": "${latest}"`,
        fix: same
          ? { title: `write version ${latest}`, edits: [{ at, value: latest }] }
          : undefined,
      },
    ];
  },
};
