/** Advice about repository creation templates. */
import type { LintRule, ReportedRule } from '../../base/lint-rule.js';
import { openTemplates } from '../parse.js';
import { lockedCache } from './locked-cache.js';
import { lowercaseRoot } from './lowercase-root.js';
import { needlessTemplate } from './needless-template.js';
import { neverApplied } from './never-applied.js';
import { reported } from './reported.js';
import { roleMissing } from './role-missing.js';
import type { TemplatesSubject } from './subject.js';

export type { TemplatesSubject } from './subject.js';

/** All rules about creation templates, by code. */
export const templateRules: readonly LintRule<TemplatesSubject>[] = [
  lockedCache,
  lowercaseRoot,
  needlessTemplate,
  neverApplied,
  roleMissing,
];

/** What reading creation templates reports. */
export const templateReported: readonly ReportedRule[] = reported;

/** Leads a pointer into the list of templates back to the answer or resource they stand in. */
export function templatesOrigin(document: unknown): (at: string) => string {
  const { value, origin } = openTemplates(document);
  // A template that stands alone is read as a list of one.
  return Array.isArray(value) ? origin : (at) => origin(at.replace(/^\/0/, ''));
}
