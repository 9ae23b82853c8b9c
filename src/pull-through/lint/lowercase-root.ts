import { pointer } from '../../base/json-text.js';
import type { LintRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import { rootPrefix } from '../../facts/pull-through.js';
import type { PullThroughSubject } from './subject.js';

/** A prefix that is most likely meant to be `ROOT`. */
export const lowercaseRoot: LintRule<PullThroughSubject> = {
  code: 'pull-through/lowercase-root',
  severity: 'warning',
  title: 'the prefix `root` is an ordinary namespace, not `ROOT`',
  why: 'Only `ROOT` in capitals stands for every repository that no other rule covers, or for the top of the upstream.',
  maturity: 'stable',
  since: '0.1.0',
  because: ['pull-through.rootPrefix'] satisfies FactId[],
  check: ({ document }) =>
    document.flatMap((rule, index) =>
      (['ecrRepositoryPrefix', 'upstreamRepositoryPrefix'] as const).flatMap((member) =>
        rule[member] === rootPrefix.toLowerCase()
          ? [
              {
                at: pointer(pointer('', index), member),
                message: '`root` stands for repositories that begin with `root/`',
                help: 'write `ROOT`',
              },
            ]
          : [],
      ),
    ),
};
