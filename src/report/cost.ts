import { counted, decimalOfMicros } from '../base/quote.js';
import type { CostAnswer } from '../words/index.js';
import { answerJson } from './json.js';
import { literal, markdownTable } from './markdown.js';
import { paletteOf, type Style, size, table, wrapped } from './style.js';

/** What is stored and what it costs, for people: by the values of the tag, and by repository. */
export function costText(answer: CostAnswer, style: Style): string {
  const palette = paletteOf(style);
  const [title = '', ...lines] = table(rowsOf(answer), { right: [2, 3, 4] });
  const notes = notesOf(answer).map((note) => wrapped(note, style.columns, '  '));
  return [palette.quiet(title), ...lines, '', ...notes, ''].join('\n');
}

/** The same as GitHub-flavoured Markdown. */
export function costMarkdown(answer: CostAnswer): string {
  const rows = rowsOf(answer).map((row) => row.map(literal));
  const aligned = ['---', '---', '--:', '--:', '--:'];
  const notes = notesOf(answer).map((note) => `- ${literal(note)}`);
  return `${markdownTable(rows, aligned)}\n\n${notes.join('\n')}\n`;
}

/** The answer as JSON, with the schema it keeps to. */
export function costJson(answer: CostAnswer): string {
  return answerJson('cost', answer);
}

type Share = CostAnswer['total'];

/** A line for each value of the tag and one for each repository under it, dearest first. */
function rowsOf({ by, currency, groups, untagged, total }: CostAnswer): readonly string[][] {
  const line = (value: string, name: string, share: Share) => [
    value,
    name,
    size(share.standardBytes),
    size(share.archiveBytes),
    decimalOfMicros(share.amountMicros),
  ];
  const all = [
    ...groups.map((group) => ({ name: `${by}=${group.value}`, group })),
    ...(untagged.repositories.length === 0
      ? []
      : [{ name: by === '' ? 'all' : `without ${by}`, group: untagged }]),
  ];
  return [
    ['', 'repository', 'standard', 'archived', currency],
    ...all.flatMap(({ name, group }) => [
      ...group.repositories.map((share, index) =>
        line(index === 0 ? name : '', share.repositoryName, share),
      ),
      ...(group.repositories.length > 1 ? [line('', 'together', group)] : []),
    ]),
    line('all together', '', total),
  ];
}

function notesOf({ asOf, currency, months, unsizedCount }: CostAnswer): readonly string[] {
  return [
    `for ${counted(months, 'month')}, in ${currency} at the prices of ${asOf} that were given; no more than this, for layers that images share are counted with each`,
    ...(unsizedCount > 0
      ? [
          `${counted(unsizedCount, 'image')} without a size ${unsizedCount === 1 ? 'counts' : 'count'} as empty`,
        ]
      : []),
  ];
}
