import { pointer } from '../../base/json-text.js';
import type { LintRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import { compileCreationTemplates } from '../compile.js';
import type { TemplatesSubject } from './subject.js';

/** A template whose repositories cannot be created. */
export const roleMissing: LintRule<TemplatesSubject> = {
  code: 'creation-templates/role-missing',
  severity: 'warning',
  title:
    'a template with a KMS key or resource tags names no role, and no repository is created from it',
  why: `To encrypt with KMS or to put tags on a repository, ECR has to take a role of yours. Without \`customRoleArn\` the
template is accepted, and later every push, copy or pull that needs it fails.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['templates.roleEncryptionTypes'] satisfies FactId[],
  check: ({ document }) =>
    document.flatMap((template, index) => {
      const [compiled] = compileCreationTemplates([template]).templates;
      const needs = compiled?.needsRoleFor ?? [];
      if (needs.length === 0 || template.customRoleArn !== undefined) return [];
      const reasons = needs.map((need) => (need === 'kms' ? 'KMS encryption' : 'resource tags'));
      return [
        {
          at: pointer('', index),
          message: `no repository can be created from this template: it needs a role for ${reasons.join(' and ')}, and names none`,
          help: 'add `customRoleArn` with a role that `ecr.amazonaws.com` may take',
        },
      ];
    }),
};
