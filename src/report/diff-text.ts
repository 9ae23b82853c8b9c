import type { Diagnostic } from '../base/diagnostic.js';
import { decimalOfMicros, grouped } from '../base/quote.js';
import type { ImageFate } from '../lifecycle/index.js';
import type { ChangeKind, DiffAnswer, ImageChange, RepositoryDiff } from '../words/index.js';
import { paint } from './diagnostics.js';
import { nameOf } from './preview-text.js';
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

/** Images named in a text; the other formats name them all. */
const imagesNamed = 20;

/** Two policies side by side for people: what each does, which images another fate awaits, and why. */
export function diffText(answer: DiffAnswer, style: Style): string {
  const palette = paletteOf(style);
  return [
    ...told(answer).map((repository) => repositoryText(answer, repository, palette, style)),
    ...untoldLines(answer),
    ...costLines(answer),
    wrapped(verdictPaint(answer, palette)(printable(answer.verdict.sentence)), style.columns, '  '),
    '',
  ].join('\n');
}

/** The repositories of which there is something to tell: of many only those in which something changes. */
export function told({ repositories }: DiffAnswer): readonly RepositoryDiff[] {
  return repositories.length === 1
    ? repositories
    : repositories.filter(({ changes }) => changes.length > 0);
}

function untoldLines(answer: DiffAnswer): readonly string[] {
  const left = answer.repositories.length - told(answer).length;
  if (left === 0) return [];
  const stay = left === 1 ? 'repository stays as it is' : 'repositories stay as they are';
  return [`${grouped(left)} ${stay}`, ''];
}

function verdictPaint({ verdict }: DiffAnswer, palette: Palette): (text: string) => string {
  if (verdict.deletesMore) return palette.bad;
  return verdict.actsOnMore ? palette.careful : palette.good;
}

function repositoryText(
  { at }: DiffAnswer,
  repository: RepositoryDiff,
  palette: Palette,
  style: Style,
): string {
  const { imageCount, changes } = repository;
  const head = `${palette.title(nameOf(repository))}  ${grouped(imageCount)} images, on ${at.slice(0, 16).replace('T', ' ')} UTC`;
  const ordered = [...changes].sort((a, b) => orderOf(a) - orderOf(b));
  return [
    head,
    '',
    ...effectsTable(repository),
    '',
    ...ordered.slice(0, imagesNamed).flatMap((change) => changeLines(change, palette, style)),
    ...(ordered.length > imagesNamed
      ? [
          palette.quiet(
            `  … and ${grouped(ordered.length - imagesNamed)} more; --format csv lists them all`,
          ),
        ]
      : []),
    ...(ordered.length > 0 ? [''] : []),
    ...noteLines(repository, palette, style),
  ].join('\n');
}

/** What each policy does to one repository, and what is stored once it has run. */
export function effectRows(repository: RepositoryDiff): readonly (readonly (string | number)[])[] {
  return (['before', 'after'] as const).map((policy) => {
    const { expires, archives, blocked, stored } = repository[policy];
    const kept = repository.imageCount - expires - archives;
    const sizes = [size(stored.standardBytes), size(stored.archiveBytes)];
    return [policy, expires, archives, blocked, kept, ...sizes];
  });
}

/** The heading of `effectRows`. */
export const effectHeading = [
  '',
  'expires',
  'archives',
  'held back',
  'stay',
  'standard',
  'archived',
] as const;

function effectsTable(repository: RepositoryDiff): readonly string[] {
  const rows = [[...effectHeading], ...effectRows(repository)];
  return table(rows, { right: [5, 6] }).map((line) => `  ${line}`);
}

const order: readonly ChangeKind[] = [
  'newly-expired',
  'expired-not-archived',
  'newly-archived',
  'archived-not-expired',
  'spared',
  'other-reason',
];

function orderOf({ change }: ImageChange): number {
  return order.indexOf(change);
}

/** A change in a few words. */
export const changeWords: Readonly<Record<ChangeKind, string>> = {
  'newly-expired': 'deleted now',
  'expired-not-archived': 'deleted, not archived',
  'newly-archived': 'archived now',
  'archived-not-expired': 'archived, not deleted',
  spared: 'stays now',
  'other-reason': 'same fate',
};

function changeLines(
  { imageDigest, imageTags, change, before, after }: ImageChange,
  palette: Palette,
  { columns }: Style,
): readonly string[] {
  const colour = { bad: palette.bad, good: palette.good, careful: palette.careful }[toneOf(change)];
  const tags = imageTags.length === 0 ? '(untagged)' : imageTags.join(', ');
  const head = `${change === 'other-reason' ? changeWords[change] : colour(changeWords[change])}  ${shortDigest(imageDigest)}  ${printable(tags)}`;
  const line = (name: string, sentence: string) =>
    `    ${wrapped(printable(`${name}: ${sentence}`), columns - 4, '      ')}`;
  return [
    `  ${cut(head, columns + 8)}`,
    line('before', before.sentence),
    line('after', after.sentence),
  ];
}

function toneOf(change: ChangeKind): 'bad' | 'careful' | 'good' {
  if (change === 'newly-expired' || change === 'expired-not-archived') return 'bad';
  return change === 'newly-archived' ? 'careful' : 'good';
}

/** A fate in two words: `expires, rule 2`. */
export function fateWords({ outcome, action, rulePriority }: ImageFate): string {
  const rule = rulePriority === null ? 'no rule' : `rule ${rulePriority}`;
  switch (outcome) {
    case 'expire':
      return `expires, ${rule}`;
    case 'transition':
      return `archived, ${rule}`;
    case 'cascade':
      return action?.type === 'EXPIRE' ? 'expires with its subject' : 'archived with its subject';
    case 'blocked':
      return `held back, ${rule}`;
    case 'keep':
      return `kept, ${rule}`;
  }
}

/** What is to be known of either preview, each thing once. */
export function diffNotes({ before, after }: RepositoryDiff): readonly Diagnostic[] {
  const seen = new Set<string>();
  return [...after.diagnostics, ...before.diagnostics].filter(({ code, message, at }) => {
    const key = `${code} ${at} ${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function noteLines(
  repository: RepositoryDiff,
  palette: Palette,
  { columns }: Style,
): readonly string[] {
  const lines = diffNotes(repository).flatMap(({ severity, message, help }) => [
    `  ${wrapped(`${paint(palette, severity)(severity === 'info' ? 'note' : severity)}: ${printable(message)}`, columns - 2, '    ')}`,
    ...(help === undefined ? [] : [`    ${wrapped(printable(help), columns - 4, '    ')}`]),
  ]);
  return lines.length === 0 ? [] : [...lines, ''];
}

function costLines({ monthlyCost }: DiffAnswer): readonly string[] {
  if (monthlyCost === undefined) return [];
  const { asOf, currency, beforeMicros, afterMicros } = monthlyCost;
  const [before, after] = [beforeMicros, afterMicros].map(decimalOfMicros);
  return [
    `a month of what is left: ${before} ${currency} before, ${after} ${currency} after, at the prices of ${asOf}`,
    '',
  ];
}
