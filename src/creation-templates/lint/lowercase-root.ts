import { pointer } from '../../base/json-text.js';
import type { LintRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import { rootPrefix } from '../../facts/templates.js';
import type { TemplatesSubject } from './subject.js';

/** A prefix that is most likely meant to be `ROOT`. */
export const lowercaseRoot: LintRule<TemplatesSubject> = {
  code: 'creation-templates/lowercase-root',
  severity: 'warning',
  title: 'the prefix `root` is an ordinary namespace, not `ROOT`',
  why: 'Only `ROOT` in capitals stands for every repository without a template of its own; `root` stands for repositories that begin with `root/`.',
  maturity: 'stable',
  since: '0.1.0',
  because: ['templates.rootPrefix'] satisfies FactId[],
  check: ({ document }) =>
    document.flatMap(({ prefix }, index) =>
      prefix === rootPrefix.toLowerCase()
        ? [
            {
              at: pointer(pointer('', index), 'prefix'),
              message: '`root` stands for repositories that begin with `root/`',
              help: 'write `ROOT` for every repository without a template of its own',
            },
          ]
        : [],
    ),
};
