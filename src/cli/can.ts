import { authorizeWorkflow, explainWorkflow, type WorkflowQuestion } from '../iam/ecr/index.js';
import type { PolicySet } from '../iam/index.js';
import {
  type AuthorizationReport,
  authorizationJson,
  authorizationMarkdown,
  authorizationText,
} from '../report/authorization.js';
import { diagnosticsText, remarkText } from '../report/diagnostics.js';
import type { Style } from '../report/style.js';
import { type PolicyFiles, type ReadPolicies, readPolicies } from './can-policies.js';
import { type Asked, type QuestionOptions, questionOf } from './can-question.js';
import type { Io } from './io.js';

/** What the command knows of the outside. */
export type CommandIo = Pick<
  Io,
  'readText' | 'write' | 'writeError' | 'now' | 'columns' | 'colour' | 'colourErrors'
>;

/** The options of `ecr-drydock can`, as they were given. */
export interface CanOptions extends PolicyFiles, QuestionOptions {
  readonly registryScope?: 'V1' | 'V2' | undefined;
  readonly missingContext?: 'absent' | 'unknown' | undefined;
  readonly explain?: boolean | undefined;
  readonly format?: 'text' | 'json' | 'markdown' | undefined;
}

/**
 * Answers whether somebody may do something, from files with policies. The exit code is 0 for yes, 1 for everything
 * else that is an answer, and 2 when the question cannot be asked or AWS would refuse one of the policies.
 */
export function canCommand(io: CommandIo, options: CanOptions): 0 | 1 | 2 {
  const read = readPolicies(options, options.principal ?? '', io.readText);
  const asked = questionOf(options, io, read.roleArn);
  tell(io, read, asked);
  if (asked.question === undefined || read.problems.length > 0 || isRefused(read)) return 2;
  const set: PolicySet = { ...read.set, registryPolicyScope: options.registryScope };
  const report = reportOn(set, asked.question, read, options);
  io.write(printed(report, options.format ?? 'text', io));
  return report.answer.kind === 'allowed' ? 0 : 1;
}

function reportOn(
  set: PolicySet,
  question: WorkflowQuestion,
  { sources }: ReadPolicies,
  { missingContext, explain }: CanOptions,
): AuthorizationReport {
  if (explain !== true) {
    return { question, sources, answer: authorizeWorkflow(set, question, { missingContext }) };
  }
  const { answer, steps } = explainWorkflow(set, question, { missingContext });
  return { question, sources, answer, explanations: steps };
}

function printed(
  report: AuthorizationReport,
  format: 'text' | 'json' | 'markdown',
  style: Style,
): string {
  if (format === 'json') return authorizationJson(report);
  return format === 'markdown' ? authorizationMarkdown(report) : authorizationText(report, style);
}

/** Guesses, findings and problems go beside the answer, which alone stands on standard output. */
function tell(io: CommandIo, read: ReadPolicies, asked: Asked): void {
  const style = { columns: io.columns, colour: io.colourErrors };
  const told = [
    ...asked.warnings.map((warning) => remarkText('warning', warning, style)),
    ...read.notes.map((note) => remarkText('info', note, style)),
    ...read.findings.map(({ path, findings }) =>
      diagnosticsText(path === '-' ? 'standard input' : path, findings, style),
    ),
    ...[...asked.problems, ...read.problems].map((one) => remarkText('error', one, style)),
  ];
  if (told.length > 0) io.writeError(told.join(''));
}

function isRefused({ findings }: ReadPolicies): boolean {
  return findings.some((file) => file.findings.some(({ severity }) => severity === 'error'));
}
