import { counted, decimalOfMicros, grouped } from '../base/quote.js';
import type { SimulateAnswer, SimulateRegistryAnswer } from '../words/index.js';
import { literal, markdownTable } from './markdown.js';
import { formatDay, simulationText } from './simulation.js';
import { paletteOf, printable, type Style, size, wrapped } from './style.js';

/** A registry through time for people: its course, and below it what its settings made of what came. */
export function registrySimulationText(answer: SimulateRegistryAnswer, style: Style): string {
  const palette = paletteOf(style);
  const did = happenings(answer);
  const refusals = answer.refusals.flatMap((refusal) => {
    const { count, operation, repositoryName, exception, message } = refusal;
    return [
      `  ${palette.bad(`${grouped(count)} × ${operation}`)} to ${printable(repositoryName)}: ${exception}`,
      `    ${wrapped(printable(message), style.columns - 4, '    ')}`,
    ];
  });
  return [
    simulationText(answer, style).trimEnd(),
    '',
    ...(did.length === 0 ? [] : [`the registry ${did.join(', ')}`, '']),
    ...(refusals.length === 0 ? [] : ['what was refused:', ...refusals, '']),
  ].join('\n');
}

function happenings({ totals }: SimulateRegistryAnswer): readonly string[] {
  const { copied, failedCopies, withheldTags, signed, scanned, refused } = totals;
  const parts: readonly (readonly [number, string])[] = [
    [copied, `took in ${counted(copied, 'copy').replace('copys', 'copies')}`],
    [failedCopies, `lost ${counted(failedCopies, 'copy').replace('copys', 'copies')} on the way`],
    [withheldTags, `left ${counted(withheldTags, 'tag')} behind in copies`],
    [signed, `signed ${counted(signed, 'image')}`],
    [scanned, `scanned ${counted(scanned, 'image')}`],
    [refused, `refused ${counted(refused, 'call')}`],
  ];
  return parts.filter(([count]) => count > 0).map(([, said]) => said);
}

/** A simulation for a pull request: what is stored month by month, what goes, and what is refused. */
export function simulationMarkdown(answer: SimulateAnswer | SimulateRegistryAnswer): string {
  const { from, to, frames, totals, months, prices } = answer;
  const [first, last] = [frames[0]?.total, frames.at(-1)?.total];
  const refusals = 'refusals' in answer ? answer.refusals : [];
  const heading = ['month', 'standard', 'archived', 'pushed', 'expire', 'archive'];
  const rows = months.map((month) => [
    month.month,
    size(month.standardBytes),
    size(month.archiveBytes),
    grouped(month.pushed),
    grouped(month.expired),
    grouped(month.archived),
    ...(month.amountMicros === undefined ? [] : [decimalOfMicros(month.amountMicros)]),
  ]);
  return [
    `## ${formatDay(Date.parse(from))} to ${formatDay(Date.parse(to))}: ${counted(totals.expired, 'image')} expired, ${grouped(totals.pushed)} pushed`,
    '',
    ...(first === undefined || last === undefined
      ? []
      : [
          `Images: ${grouped(first.images)} to ${grouped(last.images)}. Stored: ${size(first.standardBytes + first.archiveBytes)} to ${size(last.standardBytes + last.archiveBytes)}. Archived: ${grouped(totals.archived)}. Pulls in vain: ${grouped(totals.missedPulls)}.`,
          '',
        ]),
    markdownTable(
      [prices === undefined ? heading : [...heading, literal(prices.currency)], ...rows],
      ['---', ...heading.slice(1).map(() => '---:'), ...(prices === undefined ? [] : ['---:'])],
    ),
    '',
    ...(refusals.length === 0
      ? []
      : [
          markdownTable([
            ['refused', 'of', 'repository', 'with'],
            ...refusals.map(({ count, operation, repositoryName, exception }) => [
              grouped(count),
              operation,
              literal(repositoryName),
              exception,
            ]),
          ]),
          '',
        ]),
  ].join('\n');
}
