import { unreachable } from '../base/invariant.js';
import { lintGithub, lintGitlab } from './lint-ci.js';
import { lintJson } from './lint-json.js';
import { lintJunit } from './lint-junit.js';
import { lintMarkdown } from './lint-markdown.js';
import { lintSarif } from './lint-sarif.js';
import { type LintOutcome, lintText } from './lint-text.js';
import type { Style } from './style.js';

/** Formats of what the linter found. */
export const lintFormats = [
  'text',
  'json',
  'sarif',
  'junit',
  'github',
  'gitlab',
  'markdown',
] as const;

export type LintFormat = (typeof lintFormats)[number];

/** What the linter found, in one of its formats. */
export function lintReport(outcome: LintOutcome, format: LintFormat, style: Style): string {
  switch (format) {
    case 'text':
      return lintText(outcome, style);
    case 'json':
      return lintJson(outcome);
    case 'sarif':
      return lintSarif(outcome);
    case 'junit':
      return lintJunit(outcome);
    case 'github':
      return lintGithub(outcome);
    case 'gitlab':
      return lintGitlab(outcome);
    case 'markdown':
      return lintMarkdown(outcome);
    default:
      return unreachable(format);
  }
}
