import type {
  Arrival,
  DestinationPlan,
  RegistryAddress,
  Unknown,
} from '../replication-rules/index.js';
import type { ReplicateAnswer, ToldDestination } from '../words/index.js';
import { answerJson } from './json.js';
import { literal, markdownTable, prose } from './markdown.js';
import { type Palette, paletteOf, printable, type Style, table, wrapped } from './style.js';

/** Where a push goes, for a terminal: a table of the destinations, the reason for each, and what is left to be told. */
export function replicationText(answer: ReplicateAnswer, style: Style): string {
  const { destinations } = answer;
  const palette = paletteOf(style);
  const [title = '', ...lines] = table([
    heading,
    ...destinations.map((destination) => cellsOf(destination, answer)),
  ]);
  const body = lines.map((line, index) => colourOf(destinations[index], palette)(line));
  const parts = [
    [headline(answer)],
    destinations.length === 0
      ? ['The configuration names no destination.']
      : [palette.quiet(title), ...body],
    destinations.flatMap((destination) => reasonLines(answer, destination, palette, style)),
    [wrapped(summary(answer), style.columns, '  ')],
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

/** The same as GitHub-flavoured Markdown, for a job summary or a comment. */
export function replicationMarkdown(answer: ReplicateAnswer): string {
  const { destinations, source } = answer;
  const cells = destinations.map((destination) => cellsOf(destination, answer).map(literal));
  const reasons = destinations.map((destination) => {
    const asked = hints(destination).map((hint) => ` (\`${hint}\`)`);
    return `- **${literal(place(destination, source))}**: ${prose(destination.sentence)}${asked.join('')}`;
  });
  const body = cells.length === 0 ? [] : [markdownTable([heading, ...cells]), reasons.join('\n')];
  return `${[`### ${literal(headline(answer))}`, ...body, literal(summary(answer))].join('\n\n')}\n`;
}

/** The answer as JSON, with the schema it keeps to. */
export function replicationJson(answer: ReplicateAnswer): string {
  return answerJson('replication-plan', answer);
}

const heading = ['destination', 'outcome', 'repository', 'tags', 'rules'];

const colours: Readonly<Record<DestinationPlan['outcome'], keyof Palette>> = {
  copied: 'good',
  depends: 'careful',
  denied: 'bad',
  failed: 'bad',
  unsupported: 'bad',
  filtered: 'quiet',
  skipped: 'quiet',
};

function colourOf(destination: DestinationPlan | undefined, palette: Palette) {
  return palette[destination === undefined ? 'quiet' : colours[destination.outcome]];
}

function cellsOf(plan: DestinationPlan, { source }: ReplicateAnswer): readonly string[] {
  return [
    place(plan, source),
    outcomeCell(plan),
    'repository' in plan ? repositoryCell(plan) : '-',
    'tags' in plan ? tagsCell(plan) : '-',
    plan.rules.length === 0 ? '-' : plan.rules.join(', '),
  ];
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
  { source }: ReplicateAnswer,
  destination: ToldDestination,
  palette: Palette,
  { columns }: Style,
): readonly string[] {
  const reason = `${place(destination, source)}: ${printable(destination.sentence)}`;
  return [
    wrapped(reason, columns, '  '),
    ...hints(destination).map((hint) => palette.quiet(`  ${hint}`)),
  ];
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

function headline({ source, push }: ReplicateAnswer): string {
  const tags = push.imageTags.length === 0 ? '' : `:${push.imageTags.join(', :')}`;
  return printable(`${push.repositoryName}${tags} from ${source.region} of ${source.registryId}`);
}

function summary({ destinations }: ReplicateAnswer): string {
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
