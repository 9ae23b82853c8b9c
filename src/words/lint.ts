/** What is wrong with the policies in files: the runner itself, since it takes texts and gives findings. */
export { type LintFile, type LintOptions, type LintReport, lint } from '../lint/index.js';
