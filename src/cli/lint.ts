import { dirname, join } from 'node:path';
import { closestName } from '../base/closest-name.js';
import type { Result } from '../base/result.js';
import type { Notation } from '../inputs/index.js';
import {
  type FixedFiles,
  fixFiles,
  knownRules,
  type LintConfig,
  type LintFile,
  type LintReport,
  lint,
  type MatchesGlob,
  type PolicyKindName,
  parseLintConfig,
  type Severity,
} from '../lint/index.js';
import { hclNotation, isToldHcl, yamlNotation } from '../notations/index.js';
import {
  type LintOutcome,
  lintBaselineJson,
  lintFixesText,
  lintReport,
  lintRuleText,
} from '../report/index.js';
import type { Io } from './io.js';
import { type ConfigFile, configFile } from './lint-config.js';
import { filesBelow, globsFrom } from './lint-files.js';
import { type OutputPlan, type OutputWish, outputPlans } from './lint-output.js';
import { exitCodes, Reader, Unusable } from './reading.js';

export interface LintCommandOptions {
  readonly config?: string | false | undefined;
  readonly kind?: PolicyKindName | undefined;
  readonly failOn?: Severity | undefined;
  readonly maxWarnings?: string | undefined;
  readonly baseline?: string | undefined;
  readonly writeBaseline?: string | true | undefined;
  readonly stdinFilename?: string | undefined;
  readonly explainRule?: string | undefined;
  /** Named files may hold no document, as when a commit hook names whatever was changed. */
  readonly allowEmpty?: boolean | undefined;
  readonly fix?: boolean | undefined;
  readonly fixDryRun?: boolean | undefined;
}

/** Everything that a run of the linter is told, once files and configuration were read. */
interface Task {
  readonly files: readonly LintFile[];
  /** Files that somebody named, in contrast to those that were met in a folder. */
  readonly named: readonly string[];
  readonly config: LintConfig;
  readonly configFile: ConfigFile | undefined;
  readonly matches: MatchesGlob;
  /** Readers of files that are no JSON. */
  readonly notations: readonly Notation[];
  /** What standard input goes by, which cannot be written to. */
  readonly stdinName: string;
  readonly baselinePath: string | undefined;
  /** The text of the baseline. */
  readonly baseline: string | undefined;
}

/**
 * `ecr-drydock lint`: what is wrong with the policies in files and folders; 1 when something weighs enough. It is a
 * promise only where files of Terraform's language are read, whose parser is loaded then.
 */
export function lintCommand(
  paths: readonly string[],
  options: LintCommandOptions,
  wishes: readonly OutputWish[],
  io: Io,
  version: () => string,
): number | Promise<number> {
  if (options.explainRule !== undefined) return explainRule(options.explainRule, io);
  const plans = outputPlans(wishes);
  const task = taskOf(paths.length === 0 ? ['.'] : paths, options, io);
  const carryOut = (notations: readonly Notation[]) =>
    lintTask({ ...task, notations }, options, plans, io, version);
  if (!task.files.some(isToldHcl)) return carryOut(task.notations);
  return io.hclParser().then(async (parser) => {
    if (parser !== undefined) {
      return carryOut([...task.notations, await hclNotation(task.files, parser)]);
    }
    io.writeError(
      'Terraform files were not looked at: that needs `npm install @cdktn/hcl2json`; or lint a plan, which tells more\n',
    );
    return carryOut(task.notations);
  });
}

function lintTask(
  task: Task,
  options: LintCommandOptions,
  plans: readonly OutputPlan[],
  io: Io,
  version: () => string,
): number {
  const look = (files: readonly LintFile[]) => looked(files, task, options, io);
  if (options.writeBaseline !== undefined) {
    return writeBaseline(usable(look(task.files), task, io), task, options, io);
  }
  const { files, report, applied } = mended(task, options, look, io);
  if (applied.length > 0) tellFixes(applied, options, plans, io);
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const outcome = { report, textOf: (path: string) => texts.get(path), version: version() };
  writeReports(outcome, plans, io);
  return exitCodeOf(report, task.config, options);
}

/** The files and what is to be said of them, after whatever could be mended was, if it was asked for. */
function mended(
  task: Task,
  { fix = false, fixDryRun = false }: LintCommandOptions,
  look: (files: readonly LintFile[]) => Result<LintReport>,
  io: Io,
): FixedFiles {
  if (!fix && !fixDryRun) {
    return { files: task.files, report: usable(look(task.files), task, io), applied: [] };
  }
  const fixed = usable(fixFiles(task.files, look), task, io);
  if (!fixDryRun) {
    const before = new Map(task.files.map(({ path, text }) => [path, text]));
    for (const { path, text } of fixed.files) {
      if (text !== before.get(path) && path !== task.stdinName) io.writeText(path, text);
    }
  }
  return fixed;
}

/** What was changed is part of a text; beside another format it goes where it is in nobody's way. */
function tellFixes(
  applied: FixedFiles['applied'],
  { fixDryRun = false }: LintCommandOptions,
  plans: readonly OutputPlan[],
  io: Io,
): void {
  const isText = plans.some(({ format, file }) => file === undefined && format === 'text');
  const style = { columns: io.columns, colour: isText ? io.colour : io.colourErrors };
  const text = lintFixesText(applied, { isDryRun: fixDryRun }, style);
  if (isText) io.write(`${text}\n`);
  else io.writeError(text);
}

function explainRule(code: string, io: Io): number {
  const rule = knownRules.get(code);
  if (rule === undefined) {
    const codes = [...knownRules.keys()];
    const alike = codes.filter((known) => known.includes(code.toLowerCase()));
    const closest = alike.length > 0 ? alike : [closestName(codes, code) ?? codes].flat();
    throw new Unusable(
      `--explain-rule: there is no rule \`${code}\`; did you mean\n  ${closest.join('\n  ')}\n`,
    );
  }
  io.write(lintRuleText(rule, io));
  return exitCodes.fine;
}

function taskOf(paths: readonly string[], options: LintCommandOptions, io: Io): Task {
  const reader = new Reader(io);
  const stdinName = options.stdinFilename ?? 'stdin';
  const found = options.config === false ? undefined : configFile(options.config, io);
  const config = reader.take(found?.path ?? '', parseLintConfig(found?.input ?? {})) ?? {};
  reader.demandUsable();
  const matches = globsFrom(found?.folder ?? '.');
  const isIgnored = (path: string) => (config.ignore ?? []).some((glob) => matches(path, glob));
  const named: string[] = [];
  const files = paths.flatMap((path) => {
    if (path !== '-' && io.isFolder(path)) return filesBelow(path, io, isIgnored);
    named.push(path);
    return [path];
  });
  const read = [...new Set(files)].flatMap((path): LintFile[] => {
    const text = reader.text(path);
    return text === undefined ? [] : [{ path: path === '-' ? stdinName : path, text }];
  });
  const baselinePath = baselinePathOf(config, found, options);
  const baseline = baselinePath === undefined ? undefined : reader.text(baselinePath);
  reader.demandUsable();
  const names = options.allowEmpty ? [] : named.map((path) => (path === '-' ? stdinName : path));
  return {
    files: read,
    named: names,
    config,
    configFile: found,
    matches,
    notations: [yamlNotation],
    stdinName,
    baselinePath,
    baseline,
  };
}

/** The baseline's file. One that is only about to be written need not be there. */
function baselinePathOf(
  { baseline }: LintConfig,
  config: ConfigFile | undefined,
  options: LintCommandOptions,
): string | undefined {
  if (options.writeBaseline !== undefined) return undefined;
  return (
    options.baseline ?? (baseline === undefined ? undefined : join(config?.folder ?? '.', baseline))
  );
}

function looked(
  files: readonly LintFile[],
  task: Task,
  { kind }: LintCommandOptions,
  io: Io,
): Result<LintReport> {
  return lint(files, {
    config: task.config,
    configPath: task.configFile?.path,
    ...(task.baseline === undefined ? {} : { baseline: task.baseline }),
    matches: task.matches,
    kind,
    notations: task.notations,
    named: task.named,
    atMs: io.now(),
  });
}

function usable<T>(result: Result<T>, { baselinePath = '' }: Task, io: Io): T {
  if (result.ok) return result.value;
  // The configuration was read before, so that only the baseline is left to be refused.
  new Reader(io).report(baselinePath, result.diagnostics);
  throw new Unusable('');
}

function writeBaseline(
  report: LintReport,
  task: Task,
  options: LintCommandOptions,
  io: Io,
): number {
  const usual = task.config.baseline ?? 'ecr-drydock.baseline.json';
  const folder = task.configFile === undefined ? '.' : dirname(task.configFile.path);
  const file =
    typeof options.writeBaseline === 'string'
      ? options.writeBaseline
      : (options.baseline ?? join(folder, usual));
  io.writeText(file, lintBaselineJson(report.findings));
  io.write(
    `${report.findings.length} findings written to ${file}; use it with --baseline ${file}\n`,
  );
  return exitCodes.fine;
}

function writeReports(outcome: LintOutcome, plans: readonly OutputPlan[], io: Io): void {
  for (const { format, file } of plans) {
    if (file === undefined) io.write(lintReport(outcome, format, io));
    else io.writeText(file, lintReport(outcome, format, { columns: 100, colour: false }));
  }
}

const levels: readonly Severity[] = ['info', 'warning', 'error'];

function exitCodeOf(
  { counts }: LintReport,
  config: LintConfig,
  options: LintCommandOptions,
): number {
  const failOn = options.failOn ?? config.failOn ?? 'error';
  const fails = levels.slice(levels.indexOf(failOn)).some((level) => counts[level] > 0);
  const warningsMax = warningsMaxOf(options.maxWarnings) ?? config.maxWarnings;
  const tooMany = warningsMax !== undefined && counts.warning > warningsMax;
  return fails || tooMany ? exitCodes.no : exitCodes.fine;
}

function warningsMaxOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw new Unusable(`--max-warnings: takes a number, not \`${text}\`\n`);
}
