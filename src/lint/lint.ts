import type { Severity } from '../base/diagnostic.js';
import { byCodeUnit } from '../base/order.js';
import { failure, type Result, success } from '../base/result.js';
import type { Notation } from '../inputs/index.js';
import { checkFiles, type UnweighedFinding } from './check-files.js';
import { commentsIn } from './comments.js';
import { parseLintBaseline, parseLintConfig } from './config.js';
import { distinguished, fingerprintOf } from './fingerprint.js';
import { isIgnored, type MatchesGlob, settingsOf } from './settings.js';
import {
  commentSuppressor,
  configuredSuppressor,
  type FileFinding,
  type Suppressor,
} from './suppressions.js';
import type {
  AppliedSuppression,
  LintConfig,
  LintFile,
  LintFinding,
  LintReport,
  PolicyKindName,
  SuppressedFinding,
} from './types.js';

/** How files are looked at. */
export interface LintOptions {
  /** A configuration, as JSON text or as a value. */
  readonly config?: unknown;
  /** What findings about the configuration call it. */
  readonly configPath?: string | undefined;
  /** Findings that were there before, as JSON text or as a value. */
  readonly baseline?: unknown;
  /** Which paths a glob of the configuration means; without it a glob is a path, or a folder of paths. */
  readonly matches?: MatchesGlob | undefined;
  /** What policies are whose content does not tell it, such as `scp`; a configuration may say otherwise. */
  readonly kind?: PolicyKindName | undefined;
  /** Readers of files that are no JSON, such as YAML; JSON is always read. */
  readonly notations?: readonly Notation[] | undefined;
  /** Paths that somebody named, and that should therefore hold a document. */
  readonly named?: readonly string[] | undefined;
  /** The instant of the run in milliseconds since 1970 UTC; without it no suppression is ever over. */
  readonly atMs?: number | undefined;
}

/**
 * Looks at files: finds the documents in them, and reports what their readers and the rules say. `ok` is false only
 * when the configuration or the baseline cannot be used; what is wrong with a file is a finding.
 */
export function lint(files: readonly LintFile[], options: LintOptions = {}): Result<LintReport> {
  const config = parseLintConfig(options.config ?? {});
  const baseline = parseLintBaseline(options.baseline ?? { findings: [] });
  if (!config.ok || !baseline.ok) return failure([...config.diagnostics, ...baseline.diagnostics]);
  const matches = options.matches ?? isPathOrFolder;
  const path = options.configPath ?? 'configuration';
  const looked = files.filter((file) => !isIgnored(config.value, file.path, matches));
  const checked = checkFiles(looked, config.value, { ...options, matches });
  const suppressors = suppressorsOf(looked, config.value, { ...options, matches, path });
  const found = weighed(checked.findings, config.value, matches);
  const split = separated(
    found,
    suppressors,
    baseline.value.findings.map((one) => one.fingerprint),
  );
  const complaints = weighed(
    [
      ...suppressors.flatMap((suppressor) => suppressor.complaints()),
      ...config.diagnostics.map((diagnostic) => ({ ...diagnostic, path })),
    ].map((finding: FileFinding) => ({ finding, value: undefined })),
    config.value,
    matches,
  );
  const findings = [...split.findings, ...complaints].sort(inOrder);
  const report = {
    findings,
    suppressed: split.suppressed.sort(inOrder),
    documents: checked.documents,
    fileCount: looked.length,
    counts: countsOf(findings),
  };
  return success(report);
}

/** The number of findings of each weight. */
export function countsOf(findings: readonly LintFinding[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

function isPathOrFolder(path: string, glob: string): boolean {
  return path === glob || path.startsWith(glob.endsWith('/') ? glob : `${glob}/`);
}

function suppressorsOf(
  files: readonly LintFile[],
  config: LintConfig,
  { path, matches, atMs }: { path: string; matches: MatchesGlob; atMs?: number | undefined },
): readonly Suppressor[] {
  const paths = files.map((file) => file.path);
  return [
    configuredSuppressor(config, path, { paths, matches, atMs }),
    ...files.flatMap((file) => {
      const comments = commentsIn(file.text);
      return comments.length === 0 ? [] : [commentSuppressor(file.path, comments)];
    }),
  ];
}

/** Findings with the weight that the configuration gives them, and with their fingerprints. */
function weighed(
  unweighed: readonly UnweighedFinding[],
  config: LintConfig,
  matches: MatchesGlob,
): LintFinding[] {
  const settings = new Map<string, ReturnType<typeof settingsOf>>();
  const seen = new Map<string, number>();
  return unweighed.flatMap(({ finding, value }) => {
    const { code, path, at, address = '' } = finding;
    const ofFile = settings.get(path) ?? settingsOf(config, path, matches);
    settings.set(path, ofFile);
    const severity = ofFile.settingOf(code) ?? finding.severity;
    if (severity === 'off') return [];
    const first = fingerprintOf({ code, path, address, at, value });
    const occurrence = seen.get(first) ?? 0;
    seen.set(first, occurrence + 1);
    return [{ ...finding, severity, fingerprint: distinguished(first, occurrence) }];
  });
}

function separated(
  found: readonly LintFinding[],
  suppressors: readonly Suppressor[],
  known: readonly string[],
): { findings: LintFinding[]; suppressed: SuppressedFinding[] } {
  const before = new Set(known);
  const findings: LintFinding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of found) {
    const suppression =
      firstOf(suppressors, finding) ?? (before.has(finding.fingerprint) ? inBaseline : undefined);
    if (suppression === undefined) findings.push(finding);
    else suppressed.push({ ...finding, suppression });
  }
  return { findings, suppressed };
}

const inBaseline: AppliedSuppression = { by: 'baseline', reason: 'it was there before' };

function firstOf(
  suppressors: readonly Suppressor[],
  finding: LintFinding,
): AppliedSuppression | undefined {
  for (const suppressor of suppressors) {
    const suppression = suppressor.of(finding);
    if (suppression !== undefined) return suppression;
  }
  return undefined;
}

function inOrder(one: LintFinding, other: LintFinding): number {
  return (
    byCodeUnit(one.path, other.path) ||
    (one.range?.start.offset ?? 0) - (other.range?.start.offset ?? 0) ||
    byCodeUnit(one.at, other.at) ||
    byCodeUnit(one.code, other.code) ||
    byCodeUnit(one.message, other.message)
  );
}
