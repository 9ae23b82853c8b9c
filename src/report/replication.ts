import type {
  Arrival,
  DestinationExplanation,
  DestinationPlan,
  RegistryAddress,
  ReplicationExplanation,
  ReplicationPush,
  Unknown,
} from '../replication-rules/index.js';

/** How wide a page is, in characters, and whether it may carry ANSI colours. */
export interface ReplicationReportStyle {
  readonly columns: number;
  readonly colour: boolean;
}

/** Everything a report about a push is made of. */
export interface ReplicationReport {
  readonly source: RegistryAddress;
  readonly push: ReplicationPush;
  readonly explanation: ReplicationExplanation;
}

/** The plan for a terminal: a table of the destinations, then the reason for each and what is left to be told. */
export function replicationText(report: ReplicationReport, style: ReplicationReportStyle): string {
  const rows = rowsOf(report);
  const lines = table([heading, ...rows.map(({ cells }) => cells)]);
  const [title = '', ...body] = lines;
  const parts = [
    [headline(report)],
    rows.length === 0
      ? ['The configuration names no destination.']
      : [
          painted(title, 'dim', style),
          ...body.map((line, index) => painted(line, rows[index]?.colour ?? 'dim', style)),
        ],
    rows.flatMap(({ plan, told }) => reasonLines(report, plan, told, style)),
    wrapped(summary(report), style.columns),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** The same as GitHub-flavoured Markdown, for a job summary or a comment. */
export function replicationMarkdown(report: ReplicationReport): string {
  const rows = rowsOf(report);
  const title = `### ${escaped(headline(report))}`;
  const tableLines = [heading, heading.map(() => '---'), ...rows.map(({ cells }) => cells)].map(
    (cells, index) => `| ${cells.map(index === 1 ? String : escaped).join(' | ')} |`,
  );
  const reasons = rows.map(
    ({ plan, told }) =>
      `- **${escaped(place(plan, report.source))}**: ${sentence(told)}${hints(plan)
        .map((hint) => ` (\`${hint}\`)`)
        .join('')}`,
  );
  const body = rows.length === 0 ? [] : [tableLines.join('\n'), reasons.join('\n')];
  return `${[title, ...body, escaped(summary(report))].join('\n\n')}\n`;
}

/** The plan itself as JSON, with the schema it keeps to. */
export function replicationJson({ explanation }: ReplicationReport): string {
  return `${JSON.stringify({ $schema: answerSchema, ...explanation.plan }, null, 2)}\n`;
}

const answerSchema = 'https://unpkg.com/ecr-drydock/schemas/replication-plan.schema.json';

const heading = ['destination', 'outcome', 'repository', 'tags', 'rules'];

type Colour = keyof typeof codes;
const codes = { red: 31, green: 32, yellow: 33, dim: 2 } as const;

const colours: Readonly<Record<DestinationPlan['outcome'], Colour>> = {
  copied: 'green',
  depends: 'yellow',
  denied: 'red',
  failed: 'red',
  unsupported: 'red',
  filtered: 'dim',
  skipped: 'dim',
};

interface Row {
  readonly plan: DestinationPlan;
  readonly told: DestinationExplanation | undefined;
  readonly cells: readonly string[];
  readonly colour: Colour;
}

function rowsOf({ source, explanation }: ReplicationReport): readonly Row[] {
  return explanation.plan.destinations.map((plan, index) => ({
    plan,
    told: explanation.destinations[index],
    colour: colours[plan.outcome],
    cells: [
      place(plan, source),
      outcomeCell(plan),
      'repository' in plan ? repositoryCell(plan) : '-',
      'tags' in plan ? tagsCell(plan) : '-',
      plan.rules.length === 0 ? '-' : plan.rules.join(', '),
    ],
  }));
}

/** A destination as people tell it apart: by its Region, and by its account where that is another. */
function place({ region, registryId }: RegistryAddress, source: RegistryAddress): string {
  return registryId === source.registryId ? region : `${registryId}/${region}`;
}

function outcomeCell(plan: DestinationPlan): string {
  if (!('copy' in plan) || plan.outcome === 'depends') return plan.outcome;
  if (plan.copy === 'restored') return 'copied (restored)';
  return plan.copy === 'present' ? 'copied (there already)' : 'copied';
}

function repositoryCell({ repository, template }: Arrival): string {
  if (repository === 'exists') return 'exists';
  if (repository === 'depends') return 'created if missing';
  if (template === undefined) return 'created';
  return template === null ? 'created (defaults)' : `created (${template})`;
}

function tagsCell({ tags, untagged }: Arrival): string {
  if (tags.length === 0) return 'none';
  const fates = tags.map(({ imageTag, fate }) =>
    fate === 'depends' ? `${imageTag} ?` : `${imageTag} ${fate}`,
  );
  return untagged ? `${fates.join(', ')}, untagged` : fates.join(', ');
}

function reasonLines(
  { source }: ReplicationReport,
  plan: DestinationPlan,
  told: DestinationExplanation | undefined,
  style: ReplicationReportStyle,
): readonly string[] {
  return [
    ...wrapped(`${place(plan, source)}: ${sentence(told)}`, style.columns),
    ...hints(plan).map((hint) => painted(`  ${hint}`, 'dim', style)),
  ];
}

function sentence(told: DestinationExplanation | undefined): string {
  return told?.sentence ?? '';
}

/** The flags that would settle what a destination's plan depends on. */
function hints(plan: DestinationPlan): readonly string[] {
  const where = `${plan.registryId}/${plan.region}`;
  const asked = plan.outcome === 'depends' ? plan.on.flatMap((on) => flags[on]) : [];
  const tags = 'tags' in plan && plan.tags.some(({ fate }) => fate === 'depends');
  return [...asked, ...(tags ? [tagFlag] : [])].map(
    ([flag, values]) => `--${flag} ${where}=${values}`,
  );
}

type Flag = readonly [flag: string, values: string];

const tagFlag: Flag = ['tag', 'free|same|movable|locked'];

/** What the command line is told for each unknown; nothing can be told of a Region nobody knows. */
const flags: Readonly<Record<Unknown, readonly Flag[]>> = {
  partition: [],
  'opt-in': [['opted-in', 'yes|no']],
  repository: [['repository', 'exists|missing']],
  'ecr:ReplicateImage': [['may-replicate', 'allowed|denied']],
  'ecr:CreateRepository': [['may-create', 'allowed|denied']],
  'ecr:TagResource': [['may-tag', 'allowed|denied']],
};

function headline({ source, push }: ReplicationReport): string {
  const tags = push.imageTags.length === 0 ? '' : `:${push.imageTags.join(', :')}`;
  return `${push.repositoryName}${tags} from ${source.region} of ${source.registryId}`;
}

function summary({ explanation }: ReplicationReport): string {
  const { destinations } = explanation.plan;
  const count = (...outcomes: readonly DestinationPlan['outcome'][]) =>
    destinations.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const [depends, without] = [count('depends'), count('denied', 'failed', 'unsupported')];
  const aside = count('filtered', 'skipped');
  const parts = [
    `${count('copied')} of ${destinations.length} destinations ${count('copied') === 1 ? 'gets' : 'get'} the image`,
    ...(depends > 0
      ? [`${depends} ${depends === 1 ? 'depends' : 'depend'} on what is not told`]
      : []),
    ...(without > 0 ? [`${without} cannot get it`] : []),
    ...(aside > 0 ? [`${aside} ${aside === 1 ? 'is' : 'are'} not meant`] : []),
  ];
  return parts.join(', ');
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = heading.map((_, column) =>
    Math.max(0, ...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  return rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** A text broken at blanks so that no line is longer than the page, further lines indented. */
function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && longer.length > columns) {
      lines.push(line);
      line = `  ${word}`;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

function painted(text: string, colour: Colour, { colour: on }: ReplicationReportStyle): string {
  return on ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|]/g, (character) => `\\${character}`);
}
