import type { Result } from '../base/result.js';
import { orThrow } from '../base/result.js';
import type { LintFile, LintFinding, LintReport, TextEdit } from './types.js';

/** A change that was made to a file. */
export interface AppliedFix {
  readonly path: string;
  readonly code: string;
  /** What was done, as the rule says it. */
  readonly title: string;
  /** The text the edit was applied to, which earlier fixes may have changed already. */
  readonly before: string;
  readonly edit: TextEdit;
}

/** What mending gave: the files as they are now, what is left to say, and what was done. */
export interface FixedFiles {
  readonly files: readonly LintFile[];
  readonly report: LintReport;
  readonly applied: readonly AppliedFix[];
}

/** One fix may uncover another; this many rounds are plenty, and two that undo each other come to an end. */
const roundCountMax = 10;

/**
 * Mends what can be mended for certain, and looks again until nothing is left to mend. `look` is the linter with its
 * options. Only findings that count are mended: what is suppressed stays.
 */
export function fixFiles(
  files: readonly LintFile[],
  look: (files: readonly LintFile[]) => Result<LintReport>,
): Result<FixedFiles> {
  const first = look(files);
  if (!first.ok) return first;
  let report = first.value;
  let current = files;
  const applied: AppliedFix[] = [];
  for (let round = 0; round < roundCountMax; round++) {
    const changes = current.map((file) => mended(file, report.findings));
    const made = changes.flatMap(({ fixes }) => fixes);
    if (made.length === 0) break;
    applied.push(...made);
    current = changes.map(({ file }) => file);
    // Configuration and baseline were accepted before, so that looking again cannot fail.
    report = orThrow(look(current));
  }
  return { ok: true, value: { files: current, report, applied }, diagnostics: first.diagnostics };
}

interface Mended {
  readonly file: LintFile;
  readonly fixes: readonly AppliedFix[];
}

/** Applies the fixes of one file from its end to its beginning; of two that touch the same place the first one waits. */
function mended(file: LintFile, findings: readonly LintFinding[]): Mended {
  const wanted = findings
    .filter(({ path, textEdits }) => path === file.path && textEdits !== undefined)
    .flatMap(({ code, fix, textEdits = [] }) =>
      textEdits.map((edit) => ({ code, title: fix?.title ?? '', edit })),
    )
    .sort((one, other) => other.edit.start - one.edit.start);
  let { text } = file;
  let free = text.length;
  const fixes: AppliedFix[] = [];
  for (const { code, title, edit } of wanted) {
    if (edit.end > free) continue;
    fixes.push({ path: file.path, code, title, before: text, edit });
    text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
    free = edit.start;
  }
  return { file: fixes.length === 0 ? file : { ...file, text }, fixes };
}
