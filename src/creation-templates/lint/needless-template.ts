import { pointer } from '../../base/json-text.js';
import type { LintRule } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { findTemplateFindings } from '../analyze/index.js';
import type { TemplatesSubject } from './subject.js';

/** A template without which every repository is created alike. */
export const needlessTemplate: LintRule<TemplatesSubject> = {
  code: 'creation-templates/needless-template',
  severity: 'info',
  title: 'every repository is created alike with a template and without it',
  why: `The template of the longest prefix that fits is applied whole. Here another template, or AWS's own defaults, give
the same to every repository that this one is for, or no repository can have such a name. Remove it, or write what was to
be different. This is decided exactly, for every name and occasion.`,
  maturity: 'trial',
  since: '0.1.0',
  because: ['templates.longestWins', 'templates.createdWithDefaults'] satisfies FactId[],
  check: ({ document }) => {
    if (document.length === 0) return [];
    return findTemplateFindings(document).flatMap(({ kind, at, prefix }) => {
      // A template for no occasion is told by another rule.
      if (document[Number(at.slice(1))]?.appliedFor.length === 0) return [];
      const message =
        kind === 'unmatchable'
          ? `no repository has a name that begins with ${quote(prefix)}`
          : `repositories in ${quote(prefix)} are created alike without this template`;
      return [{ at: pointer(at, 'prefix'), message, help: 'remove it, or write what was meant' }];
    });
  },
};
