import { decimalOfMicros, grouped } from '../base/quote.js';
import type { DiffAnswer, ImageChange, RepositoryDiff } from '../words/index.js';
import { csvRows } from './csv.js';
import { changeWords, diffNotes, effectHeading, effectRows, fateWords, told } from './diff-text.js';
import { answerJson } from './json.js';
import { code, literal, markdownTable, prose } from './markdown.js';
import { nameOf } from './preview-text.js';
import { shortDigest } from './style.js';

/** A diff as the library gives it, with the id of its schema. */
export function diffJson(answer: DiffAnswer): string {
  return answerJson('lifecycle-diff', answer);
}

/** Every image whose fate or deciding rule differs, a line each (RFC 4180). */
export function diffCsv({ repositories }: DiffAnswer): string {
  const header = [
    'registry',
    'repository',
    'digest',
    'tags',
    'pushed_at',
    'bytes',
    'change',
    'before',
    'before_rule',
    'after',
    'after_rule',
  ];
  const rows = repositories.flatMap(({ registryId = '', repositoryName = '', changes }) =>
    changes.map((image) => [
      registryId,
      repositoryName,
      image.imageDigest,
      image.imageTags.join(' '),
      dateOf(image.imagePushedAtMs),
      String(image.imageSizeInBytes ?? ''),
      image.change,
      image.before.outcome,
      String(image.before.rulePriority ?? ''),
      image.after.outcome,
      String(image.after.rulePriority ?? ''),
    ]),
  );
  return csvRows([header, ...rows]);
}

function dateOf(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** Images named in a pull request's comment, and those of them whose reasons are told. */
const imagesNamed = 50;
const reasonsTold = 10;

/** A diff for a pull request: the verdict first, then each repository. */
export function diffMarkdown(answer: DiffAnswer): string {
  const { verdict, monthlyCost } = answer;
  const sign = verdict.deletesMore ? '🔴' : verdict.actsOnMore ? '🟠' : '🟢';
  const costs =
    monthlyCost === undefined
      ? []
      : [
          `A month of what is left: ${decimalOfMicros(monthlyCost.beforeMicros)} ${monthlyCost.currency} before, ${decimalOfMicros(monthlyCost.afterMicros)} ${monthlyCost.currency} after, at the prices of ${monthlyCost.asOf}.`,
          '',
        ];
  return [
    '### Lifecycle policy change',
    '',
    `${sign} **${prose(verdict.sentence)}**`,
    '',
    ...costs,
    ...told(answer).map((repository) => repositoryMarkdown(answer, repository)),
  ].join('\n');
}

function repositoryMarkdown({ at }: DiffAnswer, repository: RepositoryDiff): string {
  const { imageCount, changes } = repository;
  const fates = changes.filter(({ change }) => change !== 'other-reason');
  const rows = effectRows(repository).map((row) =>
    row.map((cell) => (typeof cell === 'number' ? grouped(cell) : cell)),
  );
  const notes = diffNotes(repository).map(
    ({ message, help }) => `- ${prose(message)}${help === undefined ? '' : `: ${prose(help)}`}`,
  );
  return [
    `#### ${code(nameOf(repository))}, ${grouped(imageCount)} images on ${at.slice(0, 10)}`,
    '',
    markdownTable([[...effectHeading], ...rows], ['---', '--:', '--:', '--:', '--:', '--:', '--:']),
    '',
    ...(fates.length === 0
      ? ['No image meets another fate.', '']
      : [changesTable(fates), '', ...reasons(fates)]),
    ...(notes.length > 0 ? [...notes, ''] : []),
  ].join('\n');
}

function changesTable(changes: readonly ImageChange[]): string {
  const rows = changes
    .slice(0, imagesNamed)
    .map(({ imageDigest, imageTags, change, before, after }) => [
      changeWords[change],
      literal(imageTags.join(', ') || '(untagged)'),
      code(shortDigest(imageDigest)),
      fateWords(before),
      fateWords(after),
    ]);
  const left = changes.length - rows.length;
  const more = left > 0 ? `\n\n…and ${grouped(left)} more` : '';
  return `${markdownTable([['', 'tags', 'digest', 'before', 'after'], ...rows])}${more}`;
}

function reasons(changes: readonly ImageChange[]): readonly string[] {
  const lines = changes
    .slice(0, reasonsTold)
    .flatMap(({ imageDigest, imageTags, before, after }) => [
      `- ${literal(imageTags.join(', ') || '(untagged)')} ${code(shortDigest(imageDigest))}`,
      `  - before: ${prose(before.sentence)}`,
      `  - after: ${prose(after.sentence)}`,
    ]);
  const title =
    changes.length > reasonsTold ? `why, for the first ${reasonsTold}` : 'why, image by image';
  return [`<details><summary>${title}</summary>`, '', ...lines, '', '</details>', ''];
}
