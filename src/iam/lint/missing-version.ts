import { policyVersions } from '../../facts/policy.js';
import type { PolicyRule } from './subject.js';
import { textsIn } from './texts.js';

/** A policy whose language is the older one because nobody said otherwise. */
export const missingVersion: PolicyRule = {
  code: 'iam/missing-version',
  severity: 'warning',
  title: 'a policy has no version',
  why: `Without \`Version\` a policy is read in the language of 2008, in which policy variables are plain text. Write
\`"Version": "2012-10-17"\`, which is the version of the language and not the date of your policy.`,
  kinds: ['identity', 'boundary', 'session', 'repository', 'registry', 'scp'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['policy.missingVersion', 'policy.policyVersions'],
  alsoKnownAs: ['Access Analyzer MISSING_VERSION', 'parliament NO_VERSION', 'cfn-lint W2511'],
  check: ({ document: { document } }) => {
    if (document.Version !== undefined) return [];
    const [latest] = policyVersions;
    // Where a variable may be meant the version changes what the policy says.
    const same = !textsIn(document).some(({ text }) => text.includes('${'));
    const edits = [{ at: '/Version', value: latest }];
    return [
      {
        at: '',
        message: 'the policy has no version, and is read in the language of 2008',
        help: `write "Version": "${latest}"`,
        fix: same ? { title: `write version ${latest}`, edits } : undefined,
      },
    ];
  },
};
