import type { Diagnostic, Severity } from '../../base/diagnostic.js';
import type { FactId } from '../../facts/ledger/index.js';

/** A finding of this room, before it has its file. */
export function readingProblem(finding: {
  readonly name: string;
  /** `error` unless said otherwise. */
  readonly severity?: Severity | undefined;
  readonly message: string;
  readonly at: string;
  readonly because: readonly FactId[];
  readonly help: string;
}): Diagnostic {
  const { name, severity = 'error', ...rest } = finding;
  return { code: `registry/${name}`, severity, ...rest };
}
