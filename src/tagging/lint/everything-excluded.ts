import { pointer } from '../../base/json-text.js';
import type { LintRule } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { TagMutabilitySubject } from './subject.js';

/** An exclusion filter for every tag, which turns the setting into its contrary. */
export const everythingExcluded: LintRule<TagMutabilitySubject> = {
  code: 'tagging/everything-excluded',
  severity: 'warning',
  title: 'an exclusion filter excludes every tag, so that the contrary of the setting holds',
  why: `With \`*\` among the filters of an immutable repository every tag can be moved, and the setting reads as if none
could. Write the setting that is meant, without filters, or narrow the filter.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['tagging.filterMatchesWholeTag'] satisfies FactId[],
  check: ({ document: { imageTagMutability, imageTagMutabilityExclusionFilters = [] } }) => {
    const contrary = imageTagMutability.startsWith('IMMUTABLE') ? 'MUTABLE' : 'IMMUTABLE';
    return imageTagMutabilityExclusionFilters.flatMap(({ filter }, index) =>
      /^\*+$/.test(filter)
        ? [
            {
              at: pointer(pointer('/imageTagMutabilityExclusionFilters', index), 'filter'),
              message: `${quote(filter)} excludes every tag, so the repository is ${contrary.toLowerCase()}`,
              help: `write ${quote(contrary)}, or narrow the filter`,
            },
          ]
        : [],
    );
  },
};
