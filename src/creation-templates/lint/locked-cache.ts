import { pointer } from '../../base/json-text.js';
import type { LintRule } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { TemplatesSubject } from './subject.js';

/** Immutable tags in repositories that cache another registry. */
export const lockedCache: LintRule<TemplatesSubject> = {
  code: 'creation-templates/locked-cache',
  severity: 'warning',
  title: 'cached repositories are created with immutable tags and keep the first image of each tag',
  why: `When the upstream moves a tag, such as \`latest\`, an immutable cache cannot follow and goes on serving the old
image. Use mutable tags for \`PULL_THROUGH_CACHE\`, or exclude the tags that move.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['tagging.immutableRefuses', 'templates.onlyAtCreation'] satisfies FactId[],
  check: ({ document }) =>
    document.flatMap(({ appliedFor, imageTagMutability }, index) =>
      imageTagMutability === 'IMMUTABLE' && appliedFor.includes('PULL_THROUGH_CACHE')
        ? [
            {
              at: pointer(pointer('', index), 'imageTagMutability'),
              message: `with ${quote(imageTagMutability)} a cached tag never follows the upstream`,
              help: 'write `MUTABLE`, or exclude the tags that move',
            },
          ]
        : [],
    ),
};
