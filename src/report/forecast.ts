import { counted, decimalOfMicros, grouped } from '../base/quote.js';
import type { ImageForecast, RepositoryForecast } from '../simulate/index.js';
import type { ForecastAnswer } from '../words/index.js';
import { csvRows } from './csv.js';
import {
  fateCell,
  lifetimeHeading,
  lifetimeRows,
  partingSentence,
  quotaSentence,
} from './forecast-words.js';
import { answerJson } from './json.js';
import { code, literal, markdownTable, prose } from './markdown.js';
import { nameOf } from './preview-text.js';
import { monthTable } from './simulation.js';
import {
  cut,
  type Palette,
  paletteOf,
  printable,
  type Style,
  shortDigest,
  size,
  table,
  wrapped,
} from './style.js';

/** Images named in a text and in a pull request; the other formats name them all. */
const imagesNamed = 20;

/** What becomes of every image, for people: by the day, then how long builds are kept, and what it costs. */
export function forecastText(answer: ForecastAnswer, style: Style): string {
  const palette = paletteOf(style);
  const { from, to, prices, diagnostics } = answer;
  const parting = partingSentence(answer);
  return [
    `${palette.title('forecast')}  from ${from.slice(0, 16).replace('T', ' ')} UTC; builds, quota and months up to ${to.slice(0, 10)}`,
    '',
    ...answer.repositories.flatMap((repository) =>
      repositoryLines(answer, repository, palette, style),
    ),
    ...monthLines(answer),
    ...(prices === undefined
      ? []
      : [
          wrapped(
            `in ${prices.currency} at the prices of ${prices.asOf} that were given; no more than this, for layers are shared`,
            style.columns,
            '  ',
          ),
          '',
        ]),
    ...(parting === undefined ? [] : [...partingLines(answer, parting, palette, style), '']),
    ...diagnostics.map(({ at, message }) =>
      wrapped(`note: ${at} of the schedule: ${printable(message)}`, style.columns, '  '),
    ),
  ].join('\n');
}

function repositoryLines(
  answer: ForecastAnswer,
  repository: RepositoryForecast,
  palette: Palette,
  { columns }: Style,
): readonly string[] {
  const { images, lifetimes, quota } = repository;
  const isScheduled = answer.schedule !== undefined;
  const firstMs = Date.parse(answer.from);
  const later = images.filter((image) => orderOf(image) > firstMs);
  const ordered = [...later].sort((a, b) => orderOf(a) - orderOf(b));
  const rows = ordered
    .slice(0, imagesNamed)
    .map((image) => [
      shortDigest(image.imageDigest),
      image.imageTags.join(', ') || '(untagged)',
      fateCell(image.quiet, 'stays for ever'),
      ...(isScheduled ? [fateCell(image.scheduled ?? {})] : []),
    ]);
  const header = ['', '', 'if nothing is pushed', ...(isScheduled ? ['as scheduled'] : [])];
  const staying = images.filter(({ quiet }) => quiet.expires === undefined).length;
  const first = images.length - later.length;
  return [
    `${palette.title(nameOf(repository))}  ${counted(images.length, 'image')}, ${grouped(staying)} of them ${staying === 1 ? 'stays' : 'stay'} for ever if nothing is pushed`,
    '',
    ...table([header, ...rows], { widthMax: 44 }).map((line) => cut(`  ${line}`, columns)),
    ...(later.length > imagesNamed
      ? [
          palette.quiet(
            `  … and ${grouped(later.length - imagesNamed)} more; --format csv lists them all`,
          ),
        ]
      : []),
    ...(first > 0
      ? [
          palette.quiet(
            `  ${grouped(first)} ${first === 1 ? 'goes or is' : 'go or are'} archived in the first run: preview tells of them`,
          ),
        ]
      : []),
    '',
    ...table([[...lifetimeHeading], ...lifetimeRows(answer, lifetimes).map(shortName)], {
      right: [3, 4, 5, 6],
    }).map((line) => cut(`  ${line}`, columns)),
    '',
    wrapped(`${nameOf(repository)} ${quotaSentence(quota)}`, columns, '  '),
    '',
  ];
}

/** A row whose first cell leaves room for the others. */
function shortName([name = '', ...cells]: readonly (string | number)[]) {
  return [cut(String(name), 32), ...cells];
}

/** What goes first comes first, and what stays last. */
function orderOf({ quiet, scheduled }: ImageForecast): number {
  const instants = [quiet.archived, quiet.expires, scheduled?.archived, scheduled?.expires].map(
    (deed) => deed?.atMs ?? Number.MAX_SAFE_INTEGER,
  );
  return Math.min(...instants);
}

function monthLines({ months, prices, after }: ForecastAnswer): readonly string[] {
  const lines = (title: string, told: typeof months.before) => [
    ...(title === '' ? [] : [title]),
    ...monthTable(told, prices?.currency).map((line) => `  ${line}`),
    '',
  ];
  if (after === undefined || months.after === undefined) return lines('', months.before);
  return [
    ...lines('under the policy', months.before),
    ...lines('under the second policy', months.after),
  ];
}

function partingLines(
  { parting }: ForecastAnswer,
  sentence: string,
  palette: Palette,
  { columns }: Style,
): readonly string[] {
  const images = parting?.images ?? [];
  const rows = images
    .slice(0, imagesNamed)
    .map(({ imageDigest, imageTags, before, after }) => [
      shortDigest(imageDigest),
      imageTags.join(', ') || '(untagged)',
      fateCell(before),
      fateCell(after),
    ]);
  return [
    wrapped((images.length === 0 ? palette.good : palette.careful)(sentence), columns, '  '),
    ...(rows.length === 0
      ? []
      : table([['', '', 'under the policy', 'under the second'], ...rows], { widthMax: 44 }).map(
          (line) => cut(`  ${line}`, columns),
        )),
    ...(images.length > imagesNamed
      ? [
          palette.quiet(
            `  … and ${grouped(images.length - imagesNamed)} more; --format json lists them all`,
          ),
        ]
      : []),
  ];
}

/** The answer as JSON, with the schema it keeps to. */
export function forecastJson(answer: ForecastAnswer): string {
  return answerJson('forecast', answer);
}

/** Every image that is there with its dates, a line each (RFC 4180). */
export function forecastCsv({ repositories }: ForecastAnswer): string {
  const header = [
    'registry',
    'repository',
    'digest',
    'tags',
    'pushed_at',
    'bytes',
    'archived_at',
    'archived_by',
    'expires_at',
    'expires_by',
    'scheduled_archived_at',
    'scheduled_archived_by',
    'scheduled_expires_at',
    'scheduled_expires_by',
  ];
  const deed = (told: ImageForecast['quiet']['expires']) =>
    told === undefined
      ? ['', '']
      : [new Date(told.atMs).toISOString(), String(told.rulePriority ?? 'subject')];
  const rows = repositories.flatMap(({ registryId = '', repositoryName = '', images }) =>
    images.map(({ quiet, scheduled = {}, ...image }) => [
      registryId,
      repositoryName,
      image.imageDigest,
      image.imageTags.join(' '),
      new Date(image.imagePushedAtMs).toISOString(),
      String(image.imageSizeInBytes ?? ''),
      ...deed(quiet.archived),
      ...deed(quiet.expires),
      ...deed(scheduled.archived),
      ...deed(scheduled.expires),
    ]),
  );
  return csvRows([header, ...rows]);
}

/** A forecast for a pull request. */
export function forecastMarkdown(answer: ForecastAnswer): string {
  const { months, prices, parting } = answer;
  const sentence = partingSentence(answer);
  const monthHeading = ['month', 'standard', 'archived', ...(prices ? [prices.currency] : [])];
  const monthRows = (told: typeof months.before) =>
    told.map((month) => [
      month.month,
      size(month.standardBytes),
      size(month.archiveBytes),
      ...(month.amountMicros === undefined ? [] : [decimalOfMicros(month.amountMicros)]),
    ]);
  const parted = (parting?.images ?? [])
    .slice(0, imagesNamed)
    .map(({ imageDigest, imageTags, before, after }) => [
      literal(imageTags.join(', ') || '(untagged)'),
      code(shortDigest(imageDigest)),
      fateCell(before),
      fateCell(after),
    ]);
  return [
    `### Lifecycle forecast from ${answer.from.slice(0, 10)} to ${answer.to.slice(0, 10)}`,
    '',
    ...(sentence === undefined ? [] : [`**${prose(sentence)}**`, '']),
    ...(parted.length === 0
      ? []
      : [markdownTable([['tags', 'digest', 'before', 'after'], ...parted]), '']),
    ...answer.repositories.flatMap((repository) => [
      `#### ${code(nameOf(repository))}`,
      '',
      `${quotaSentence(repository.quota)}.`,
      '',
      markdownTable([
        [...lifetimeHeading],
        ...lifetimeRows(answer, repository.lifetimes).map((row) =>
          row.map((cell) => (typeof cell === 'number' ? grouped(cell) : literal(cell))),
        ),
      ]),
      '',
    ]),
    markdownTable([monthHeading, ...monthRows(months.before)]),
    ...(months.after === undefined
      ? []
      : [
          '',
          'Under the second policy:',
          '',
          markdownTable([monthHeading, ...monthRows(months.after)]),
        ]),
    '',
  ].join('\n');
}
