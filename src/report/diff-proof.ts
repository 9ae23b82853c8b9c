import type { LifecycleAssumption } from '../lifecycle/analyze/index.js';
import type { DiffProof, ProofAnswer } from '../words/index.js';
import { answerJson } from './json.js';
import { prose } from './markdown.js';
import { shownRepositoryLines } from './shown-repository.js';
import { type Palette, paletteOf, printable, type Style, wrapped } from './style.js';

/** What holds for all repositories, for people. */
export function proofText(proof: DiffProof, style: Style): string {
  const palette = paletteOf(style);
  return [
    ...answers(proof).flatMap(([question, answer]) =>
      answerLines(question, answer, palette, style),
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
  palette: Palette,
  { columns }: Style,
): readonly string[] {
  const paint = { holds: palette.good, fails: palette.bad, unknown: palette.careful }[verdict.kind];
  const word = { holds: 'proved', fails: 'fails', unknown: 'not known' }[verdict.kind];
  const assumed =
    verdict.kind === 'fails' || verdict.assumptions.length === 0
      ? ''
      : `, taken that ${verdict.assumptions.map((name) => assumptionWords[name]).join(', ')}`;
  const lines = shownBy === undefined ? [] : shownRepositoryLines(shownBy);
  return [
    wrapped(`${paint(word.padEnd(9))} ${question}${assumed}`, columns, '          '),
    ...lines.map((line) => `    ${wrapped(printable(line), columns - 4, '      ')}`),
  ];
}

/** Assumptions in words that follow "taken that". */
const assumptionWords: Readonly<Record<LifecycleAssumption, string>> = {
  'tags-can-be-pushed': 'tags are such as clients push',
  'tag-on-one-image': 'a tag is on one image',
  'pulled-after-push': 'no image was pulled before its push',
  'images-within-quota': 'no repository exceeds the quota of images',
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
    ...(shownBy === undefined ? [] : shownRepositoryLines(shownBy)).map(
      (line) => `  - ${prose(line)}`,
    ),
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
