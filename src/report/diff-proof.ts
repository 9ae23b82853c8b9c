import { counted } from '../base/quote.js';
import type { LifecycleAssumption } from '../lifecycle/analyze/index.js';
import { formatInstant } from '../model/instant.js';
import type { DiffProof, ProofAnswer, ShownBy, ShownImage } from '../words/index.js';
import { answerJson } from './json.js';
import { literal, prose } from './markdown.js';
import { type Palette, paletteOf, printable, type Style, wrapped } from './style.js';

/** What holds for all repositories, for people. */
export function proofText(proof: DiffProof, style: Style): string {
  const palette = paletteOf(style);
  const told = new Set<string>();
  return [
    ...answers(proof).flatMap(([question, answer]) =>
      answerLines(question, answer, { palette, style, told }),
    ),
    '',
    wrapped(printable(proof.sentence), style.columns, '  '),
    '',
  ].join('\n');
}

function answers(proof: DiffProof): readonly (readonly [string, ProofAnswer])[] {
  return [
    ['do the same everywhere', proof.same],
    ['never deletes more', proof.neverDeletesMore],
    ['never acts on more', proof.neverActsOnMore],
  ];
}

function answerLines(
  question: string,
  { verdict, shownBy }: ProofAnswer,
  { palette, style, told }: Telling,
): readonly string[] {
  const { columns } = style;
  const paint = { holds: palette.good, fails: palette.bad, unknown: palette.careful }[verdict.kind];
  const word = { holds: 'proved', fails: 'fails', unknown: 'not known' }[verdict.kind];
  const assumed =
    verdict.kind === 'fails' || verdict.assumptions.length === 0
      ? ''
      : `, taken that ${verdict.assumptions.map((name) => assumptionWords[name]).join(', ')}`;
  return [
    wrapped(`${paint(word.padEnd(9))} ${question}${assumed}`, columns, '          '),
    ...(shownBy === undefined ? [] : repositoryLines(shownBy, columns, told)),
  ];
}

interface Telling {
  readonly palette: Palette;
  readonly style: Style;
  /** Repositories that were shown already. */
  readonly told: Set<string>;
}

/** Images of a repository that are shown one by one; the one in question is the first. */
const imagesShown = 8;

function repositoryLines(
  { at, images }: ShownBy,
  columns: number,
  told: Set<string>,
): readonly string[] {
  const shown = images.slice(0, imagesShown);
  const key = JSON.stringify([images.length, shown]);
  if (told.has(key)) return ['    on the same repository'];
  told.add(key);
  const left = images.length - shown.length;
  return [
    `    on this repository, at ${at}:`,
    ...shown.flatMap((image, index) => imageLines(image, index, columns)),
    ...(left > 0 ? [`      … and ${counted(left, 'newer image')}`] : []),
  ];
}

function imageLines(
  { imageTags, imagePushedAtMs, differs, before, after }: ShownImage,
  index: number,
  columns: number,
): readonly string[] {
  const tags = printable(imageTags.join(', ') || '(untagged)');
  const pushed = formatInstant(imagePushedAtMs);
  const line = `    ${differs ? '> ' : '  '}image ${index + 1}  ${tags}  pushed ${pushed}`;
  const fates = [`before: ${before}`, `after: ${after}`].map(
    (fate) => `        ${wrapped(printable(fate), columns - 8, '          ')}`,
  );
  return differs ? [line, ...fates] : [line];
}

/** Assumptions in words that follow "taken that". */
export const assumptionWords: Readonly<Record<LifecycleAssumption, string>> = {
  'tags-can-be-pushed': 'tags are such as clients push',
  'tag-on-one-image': 'a tag is on one image',
  'pulled-after-push': 'no image was pulled before its push',
  'images-within-quota': 'no repository exceeds the quota of images',
  'one-run': 'both run once on the same images',
  'images-stand-alone': 'no image is behind an index or refers to another',
};

/** The proof as the library gives it, with the id of its schema. */
export function proofJson(proof: DiffProof): string {
  return answerJson('lifecycle-proof', proof);
}

/** The proof for a pull request. */
export function proofMarkdown(proof: DiffProof): string {
  const lines = answers(proof).flatMap(([question, { verdict, shownBy }]) => [
    `- ${{ holds: '🟢 proved', fails: '🔴 fails', unknown: '🟠 not known' }[verdict.kind]}: ${question}`,
    ...(shownBy?.images ?? [])
      .filter(({ differs }) => differs)
      .flatMap(({ imageTags, before, after }) => [
        `  - such as an image with the tags ${literal(imageTags.join(', ') || '(none)')}`,
        `    - before: ${prose(before)}`,
        `    - after: ${prose(after)}`,
      ]),
  ]);
  return [
    '### Lifecycle policy change, for every repository',
    '',
    `**${prose(proof.sentence)}**`,
    '',
    ...lines,
    '',
  ].join('\n');
}
