import type { LintSubject } from '../../base/lint-rule.js';
import type { RepositoryCreationTemplate } from '../types.js';

/** The creation templates of a registry, or some of them, as rules are shown them. */
export type TemplatesSubject = LintSubject<
  readonly RepositoryCreationTemplate[],
  'creation-templates'
>;
