import { unreachable } from '../base/invariant.js';
import { counted, decimalOfMicros, grouped } from '../base/quote.js';
import type { LifecyclePolicy } from '../lifecycle/index.js';
import type { SimulatedDeparture, SimulatedMonth, SimulationFrame } from '../simulate/index.js';
import type { SimulateAnswer, SimulateSummary } from '../words/index.js';
import { csvRows } from './csv.js';
import { answerJson } from './json.js';
import { nameOf, ruleSummary } from './preview-text.js';
import { sparkline } from './sparkline.js';
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

/** Rows of a table of frames, and departures told one by one; the other formats tell them all. */
const framesTold = 14;
const departuresTold = 20;

/** A simulation for people: its course, its months, and what goes first. */
export function simulationText(answer: SimulateAnswer, style: Style): string {
  const palette = paletteOf(style);
  const { frames, totals } = answer;
  const gone = [
    `${counted(totals.expired, 'image')} expired`,
    ...(totals.archived > 0 ? [`${counted(totals.archived, 'image')} archived`] : []),
    `${grouped(totals.pushed)} pushed`,
    ...(totals.pulled + totals.missedPulls > 0
      ? [`${grouped(totals.pulled + totals.missedPulls)} pulls`]
      : []),
    ...(totals.missedPulls > 0
      ? [palette.bad(`${grouped(totals.missedPulls)} of them in vain`)]
      : []),
    ...(totals.deleted > 0 ? [`${counted(totals.deleted, 'image')} deleted`] : []),
    ...(totals.failedDeletions > 0
      ? [palette.bad(`${counted(totals.failedDeletions, 'deletion')} in vain`)]
      : []),
  ].join(', ');
  return [
    `${palette.title(spanText(answer))}  ${gone}`,
    '',
    ...courseLines(frames, style),
    '',
    ...frameTable(frames),
    '',
    ...monthLines(answer),
    ...departureLines(answer, palette, style),
    ...answer.diagnostics.map(({ at, message }) =>
      wrapped(`note: ${at} of the schedule: ${printable(message)}`, style.columns, '  '),
    ),
    '',
  ].join('\n');
}

/** From when to when, and how many runs. */
function spanText({ from, to, frames }: SimulateAnswer): string {
  const days = `${from.slice(0, 10)} to ${to.slice(0, 10)}`;
  return `${days}, ${counted(frames.length, 'run')}`;
}

function courseLines(frames: readonly SimulationFrame[], { columns }: Style): readonly string[] {
  const width = Math.max(Math.min(columns - 40, 60), 10);
  const [first, last] = [frames[0], frames.at(-1)];
  if (first === undefined || last === undefined) return ['  the policy never runs'];
  const line = (name: string, of: (frame: SimulationFrame) => number, say: (n: number) => string) =>
    `  ${name.padEnd(8)} ${sparkline(frames.map(of), width)}  ${say(of(first))} to ${say(of(last))}`;
  return [
    line('images', ({ total }) => total.images, grouped),
    line('stored', ({ total }) => total.standardBytes + total.archiveBytes, size),
  ];
}

function frameTable(frames: readonly SimulationFrame[]): readonly string[] {
  const header = ['', 'images', 'standard', 'archived', 'pushed', 'expire', 'archive', 'held back'];
  const rows = parts(frames).map((part) => {
    const last = part.at(-1);
    const sum = (of: (frame: SimulationFrame) => number) =>
      part.reduce((total, frame) => total + of(frame), 0);
    return [
      last === undefined ? '' : formatDay(last.atMs),
      last?.total.images ?? 0,
      size(last?.total.standardBytes ?? 0),
      size(last?.total.archiveBytes ?? 0),
      sum(({ total }) => total.pushed),
      sum(({ total }) => total.expired),
      sum(({ total }) => total.archived),
      last?.total.blocked ?? 0,
    ];
  });
  return table([header, ...rows], { right: [2, 3] }).map((line) => `  ${line}`);
}

/** The first frame, and the others in stretches of equal length, so that a row tells what happened since the one above. */
function parts(frames: readonly SimulationFrame[]): readonly (readonly SimulationFrame[])[] {
  const rest = frames.slice(1);
  const length = Math.max(Math.ceil(rest.length / (framesTold - 1)), 1);
  const stretches = Array.from({ length: Math.ceil(rest.length / length) }, (_, index) =>
    rest.slice(index * length, (index + 1) * length),
  );
  return [frames.slice(0, 1), ...stretches].filter((part) => part.length > 0);
}

/** The day of an instant, UTC. */
export function formatDay(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? '?' : date.toISOString().slice(0, 10);
}

function monthLines({ months, prices }: SimulateSummary): readonly string[] {
  return [
    ...monthTable(months, prices?.currency).map((line) => `  ${line}`),
    '',
    ...(prices === undefined
      ? []
      : [
          `in ${prices.currency} at the prices of ${prices.asOf} that were given; no more than this, for layers are shared`,
          '',
        ]),
  ];
}

/** What is stored on the average of each month, and what that costs. */
export function monthTable(
  months: readonly SimulatedMonth[],
  currency: string | undefined,
): readonly string[] {
  const header = ['month', 'of it', 'standard', 'archived', 'pushed', 'expire'];
  const rows = months.map((month) => [
    month.month,
    `${Math.round(month.share * 100)} %`,
    size(month.standardBytes),
    size(month.archiveBytes),
    month.pushed,
    month.expired,
    ...(month.amountMicros === undefined ? [] : [decimalOfMicros(month.amountMicros)]),
  ]);
  return table([currency === undefined ? header : [...header, currency], ...rows], {
    right: [1, 2, 3, 6],
  });
}

interface Told {
  readonly atMs: number;
  readonly repository: string;
  readonly departure: SimulatedDeparture;
}

function* departuresOf(frames: readonly SimulationFrame[]): Generator<Told> {
  for (const { atMs, repositories } of frames) {
    for (const frame of repositories) {
      for (const departure of frame.departures)
        yield { atMs, repository: nameOf(frame), departure };
    }
  }
}

function departureLines(
  answer: SimulateAnswer,
  palette: Palette,
  { columns }: Style,
): readonly string[] {
  const { frames, totals, policy } = answer;
  const all = totals.expired + totals.archived;
  if (all === 0) return [palette.good('nothing goes'), ''];
  const told: Told[] = [];
  for (const one of departuresOf(frames)) {
    if (told.length === departuresTold) break;
    told.push(one);
  }
  const several = (frames[0]?.repositories.length ?? 0) > 1;
  const rows = told.map(({ atMs, repository, departure }) => [
    formatDay(atMs),
    ...(several ? [repository] : []),
    shortDigest(departure.imageDigest),
    departure.imageTags.join(', ') || '(untagged)',
    ...departureCells(departure, atMs, policy),
  ]);
  return [
    'what goes, first to last:',
    ...table(rows, { widthMax: 32 }).map((line) => cut(`  ${line}`, columns)),
    ...(all > told.length
      ? [
          palette.quiet(
            `  … and ${grouped(all - told.length)} more; --format departures lists them all`,
          ),
        ]
      : []),
    '',
  ];
}

/** What happens to an image, by which rule, how long after its push, and what that rule is. */
function departureCells(
  departure: SimulatedDeparture,
  atMs: number,
  policy: LifecyclePolicy | undefined,
): readonly string[] {
  const { action, rulePriority, reason, imagePushedAtMs, subjectManifestDigest = '' } = departure;
  const rule = policy?.rules.find((candidate) => candidate.rulePriority === rulePriority);
  const age = counted(Math.floor((atMs - imagePushedAtMs) / 86_400_000), 'day');
  const deed = action.type === 'EXPIRE' ? 'expires' : 'archived';
  switch (reason) {
    case 'marked-by-owner-rule':
      return [deed, `rule ${rulePriority}`, age, ruleSummary(rule)];
    case 'follows-its-subject':
      return [deed, 'follows', age, `refers to ${shortDigest(subjectManifestDigest)}`];
    case 'deleted-by-request':
      return ['deleted', 'by request', age, 'the schedule deletes it'];
    default:
      return unreachable(reason);
  }
}

/** Why an image goes, in a few words. */
function departureWords(
  departure: SimulatedDeparture,
  atMs: number,
  policy: LifecyclePolicy | undefined,
): string {
  const [deed, by, age, why] = departureCells(departure, atMs, policy);
  return `${deed} ${age} after its push, ${by}: ${why}`;
}

/** The whole answer, with the id of its schema. */
export function simulationJson(answer: SimulateAnswer): string {
  return answerJson('simulation', answer);
}

/** One frame as a line of JSON. */
export function frameLine(frame: SimulationFrame): string {
  return `${JSON.stringify(frame)}\n`;
}

const frameColumns = [
  'images',
  'archivedImages',
  'standardBytes',
  'archiveBytes',
  'pushed',
  'pulled',
  'missedPulls',
  'expired',
  'archived',
  'blocked',
  'deleted',
  'failedDeletions',
] as const;

/** The heading of frames as comma-separated values. */
export function frameCsvHeading(): string {
  return csvRows([['at', 'registry', 'repository', ...frameColumns]]);
}

/** A frame, a line a repository. */
export function frameCsv({ atMs, repositories }: SimulationFrame): string {
  return csvRows(
    repositories.map((frame) => [
      new Date(atMs).toISOString(),
      frame.registryId ?? '',
      frame.repositoryName ?? '',
      ...frameColumns.map((column) => String(frame[column])),
    ]),
  );
}

/** The heading of departures as comma-separated values. */
export function departureCsvHeading(): string {
  return csvRows([
    [
      'at',
      'registry',
      'repository',
      'digest',
      'tags',
      'pushed_at',
      'action',
      'rule',
      'subject',
      'why',
    ],
  ]);
}

/** What a run removed and archived, a line an image. */
export function departureCsv(
  { atMs, repositories }: SimulationFrame,
  policy: LifecyclePolicy | undefined,
): string {
  return csvRows(
    repositories.flatMap(({ registryId = '', repositoryName = '', departures }) =>
      departures.map((departure) => [
        new Date(atMs).toISOString(),
        registryId,
        repositoryName,
        departure.imageDigest,
        departure.imageTags.join(' '),
        new Date(departure.imagePushedAtMs).toISOString(),
        departure.action.type === 'EXPIRE' ? 'expire' : 'transition',
        String(departure.rulePriority ?? ''),
        departure.subjectManifestDigest ?? '',
        departureWords(departure, atMs, policy),
      ]),
    ),
  );
}
