import type { PolicyRule } from './subject.js';

/** A Sid that says nothing. */
export const emptySid: PolicyRule = {
  code: 'iam/empty-sid',
  severity: 'info',
  title: 'a Sid is empty',
  why: `It names nothing. Some Terraform data sources write it; leaving it out says the same.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.emptySid'],
  alsoKnownAs: ['Access Analyzer EMPTY_SID_VALUE'],
  check: ({ document }) =>
    document.statements
      .filter(({ statement }) => statement.Sid === '')
      .map(({ at: place }) => {
        const at = `${place}/Sid`;
        const fix = { title: 'remove the Sid', edits: [{ at }] };
        return { at, message: 'the Sid is empty', help: 'leave it out', fix };
      }),
};
