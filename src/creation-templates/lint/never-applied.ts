import { pointer } from '../../base/json-text.js';
import type { LintRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { TemplatesSubject } from './subject.js';

/** A template for no occasion. */
export const neverApplied: LintRule<TemplatesSubject> = {
  code: 'creation-templates/never-applied',
  severity: 'warning',
  title: 'a template is applied on no occasion',
  why: 'With an empty `appliedFor` no repository is ever created from it. Name the occasions, or remove the template.',
  maturity: 'stable',
  since: '0.1.0',
  because: ['templates.appliedForValues'] satisfies FactId[],
  check: ({ document }) =>
    document.flatMap(({ appliedFor }, index) =>
      appliedFor.length > 0
        ? []
        : [
            {
              at: pointer(pointer('', index), 'appliedFor'),
              message: 'no repository is ever created from a template that is for no occasion',
              help: 'name `PULL_THROUGH_CACHE`, `REPLICATION` or `CREATE_ON_PUSH`',
            },
          ],
    ),
};
