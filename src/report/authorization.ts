import type {
  WorkflowAnswer,
  WorkflowExplanation,
  WorkflowQuestion,
  WorkflowStep,
} from '../iam/ecr/index.js';
import type { AuthorizationExplanation } from '../iam/index.js';
import {
  answerSentence,
  answerWord,
  decisionWord,
  grounds,
  noRemedy,
  placeOfRemedy,
  policyName,
} from './authorization-words.js';
import { paletteOf, printable, type Style, wrapped } from './style.js';

/** What is reported: the question, its answer, and the explanation of each step when one was asked for. */
export interface AuthorizationReport {
  readonly question: WorkflowQuestion;
  readonly answer: WorkflowAnswer;
  readonly explanations?: WorkflowExplanation['steps'] | undefined;
  /** What a policy of the set is called, by the pointer to it, such as `/identity/0`; a file's path, mostly. */
  readonly sources?: ReadonlyMap<string, string> | undefined;
}

/** The answer for a terminal: the verdict, every request with its ground, and the statements that are missing. */
export function authorizationText(report: AuthorizationReport, style: Style): string {
  const { question, answer } = report;
  const palette = paletteOf(style);
  const paintOf = (kind: WorkflowAnswer['kind']) => {
    if (kind === 'allowed') return palette.good;
    return kind === 'depends' ? palette.careful : palette.bad;
  };
  const width = Math.max(...answer.steps.map(({ request }) => request.action.length));
  const steps = answer.steps.flatMap((step, index) => [
    `  ${paintOf(step.decision.kind)(decisionWord(step.decision.kind).padEnd(7))}  ${step.request.action.padEnd(width)}  ${step.request.resource}`,
    ...groundLines(step, report.explanations?.[index], report).map((line) =>
      folded(`           ${line}`, style),
    ),
  ]);
  const word = answerWord(answer.kind);
  const sentence = printable(answerSentence(question, answer.kind));
  return lines([
    `${paintOf(answer.kind)(word)}: ${wrapped(sentence, style.columns, '  ', word.length + 2)}`,
    '',
    ...steps,
    ...remedyLines(answer, (statement) =>
      indented(JSON.stringify(statement, null, 2), '  ').split('\n'),
    ).map((line) => (line.includes('  ') ? line : folded(line, style))),
  ]);
}

/** A line whose further lines, when it is too long, stand a little further in than it does. */
function folded(line: string, { columns }: Style): string {
  const lead = /^[ >]*/.exec(line)?.[0] ?? '';
  const indent = ' '.repeat(lead.length + 2);
  return `${lead}${wrapped(printable(line.slice(lead.length)), columns, indent, lead.length)}`;
}

/** The answer for a pull request or a ticket. */
export function authorizationMarkdown(report: AuthorizationReport): string {
  const { question, answer, explanations } = report;
  const rows = answer.steps.map(
    ({ request, decision }) =>
      `| \`${request.action}\` | \`${request.resource}\` | ${decisionWord(decision.kind)} | ${cell(grounds(decision).join('; '))} |`,
  );
  const details = answer.steps.flatMap((step, index) => {
    const found = groundLines(step, explanations?.[index], report);
    if (explanations === undefined || found.length === 0) return [];
    return ['', `### \`${step.request.action}\``, '', '```text', ...found.slice(0, -1), '```'];
  });
  return lines([
    `## ${capital(answerWord(answer.kind))}: ${answerSentence(question, answer.kind)}`,
    '',
    '| action | resource | answer | because |',
    '|---|---|---|---|',
    ...rows,
    ...details,
    ...remedyLines(answer, (statement) => ['```json', JSON.stringify(statement, null, 2), '```']),
  ]);
}

/** The library's own answer as one JSON document, with the `$id` of its schema. */
export function authorizationJson({ answer, explanations }: AuthorizationReport): string {
  const explained = explanations === undefined ? {} : { explanations };
  return `${JSON.stringify({ $schema: schemaId, ...answer, ...explained }, null, 2)}\n`;
}

const schemaId = 'https://unpkg.com/ecr-drydock/schemas/authorization.schema.json';

/** Why a request is decided as it is: the blocking layers, or with an explanation all that every policy said. */
function groundLines(
  { decision }: WorkflowStep,
  explanation: AuthorizationExplanation | undefined,
  { sources }: AuthorizationReport,
): readonly string[] {
  if (explanation === undefined) return grounds(decision);
  const { sentence, awsMessage, layers, statements, changes, doubts, because } = explanation;
  const widest = Math.max(0, ...layers.map((layer) => policyName(layer).length));
  return [
    sentence,
    '',
    ...layers.map(
      (layer) =>
        `${layer.blocks ? '>' : ' '} ${policyName(layer).padEnd(widest)}  ${layer.verdict.padEnd(7)}  ${layer.sentence}`,
    ),
    ...titled(
      'statements',
      statements.map(
        ({ at, sid, outcome, sentence: said }) =>
          `${withSources(at, sources)}${sid === undefined ? '' : ` (${sid})`} ${outcome}: ${said}`,
      ),
    ),
    ...titled(
      'to change',
      changes.map((change) => withSources(change.sentence, sources)),
    ),
    ...titled(
      'doubts that matter',
      doubts.map(
        ({ reading, taken, other, otherwise }) =>
          `${reading}: taken as ${taken}; as ${other} the answer is ${otherwise}`,
      ),
    ),
    ...titled('AWS answers', awsMessage === undefined ? [] : [awsMessage]),
    ...titled('facts', because.length === 0 ? [] : [because.join(', ')]),
    '',
  ];
}

function titled(title: string, found: readonly string[]): readonly string[] {
  return found.length === 0 ? [] : [`${title}:`, ...found.map((line) => `  ${line}`)];
}

/** `ci.json /Statement/1` for `/identity/0/Statement/1`, wherever it stands. */
function withSources(text: string, sources: AuthorizationReport['sources']): string {
  return [...(sources ?? [])].reduce(
    (told, [at, source]) => told.replaceAll(`${at}/Statement`, () => `${source} /Statement`),
    text,
  );
}

/** The statements that are missing, under the policy they belong in, or why none would help. */
function remedyLines(
  answer: WorkflowAnswer,
  shown: (statement: unknown) => readonly string[],
): readonly string[] {
  const places = [...new Set(answer.remedies.map(placeOfRemedy))];
  const hopeless = noRemedy(answer);
  return [
    ...places.flatMap((place) => [
      '',
      `missing in ${place}:`,
      ...answer.remedies
        .filter((remedy) => placeOfRemedy(remedy) === place)
        .flatMap(({ statement }) => ['', ...shown(statement)]),
    ]),
    ...(hopeless === undefined ? [] : ['', hopeless]),
  ];
}

function indented(text: string, by: string): string {
  return text.replaceAll(/^/gm, by);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** Lines without blanks at their ends, never two empty ones, and one line break at the end of all. */
function lines(all: readonly string[]): string {
  const text = all.map((line) => line.trimEnd()).join('\n');
  return `${text.replaceAll(/\n{3,}/g, '\n\n').trimEnd()}\n`;
}
