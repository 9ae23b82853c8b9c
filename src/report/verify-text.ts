import { counted } from '../base/quote.js';
import type { PreviewDifference, VerifyAnswer } from '../words/index.js';
import { answerJson } from './json.js';
import { paletteOf, printable, type Style, shortDigest, wrapped } from './style.js';

/** How our preview stands to AWS's, for people. */
export function verifyText(answer: VerifyAnswer, style: Style): string {
  const palette = paletteOf(style);
  const { agreeing, differences, betterReadings, at } = answer;
  if (differences.length === 0) {
    return `${palette.good('the previews agree')} on ${counted(agreeing, 'image')}, ours taken at ${at}\n`;
  }
  const lines = differences.flatMap((difference) => {
    const tags = difference.imageTags.join(', ') || '(untagged)';
    return [
      `  ${palette.title(printable(tags))}  ${printable(shortDigest(difference.imageDigest))}  ${kindText(difference)}`,
      `    ${wrapped(`ours: ${printable(difference.sentence)}`, style.columns - 4, '    ')}`,
    ];
  });
  const hints = betterReadings.map(
    ({ reading, value, differences: left }) =>
      `  with the reading ${reading} = ${value}, ${left === 0 ? 'nothing would differ' : `${counted(left, 'image')} would differ`}`,
  );
  return [
    `${palette.bad(`${counted(differences.length, 'image')} differ${differences.length === 1 ? 's' : ''}`)}, ${agreeing} agree; ours was taken at ${at}`,
    ...lines,
    ...(hints.length > 0 ? ['', 'perhaps AWS reads its own words otherwise:', ...hints] : []),
    '',
    wrapped(
      'AWS looks at the repository at the moment of its preview: give --as-of that moment, and an inventory taken then with --filter imageStatus=ANY',
      style.columns,
    ),
    '',
  ].join('\n');
}

function kindText({ kind, aws, ours }: PreviewDifference): string {
  const deed = (result: PreviewDifference['aws']) =>
    `${result?.action.type === 'EXPIRE' ? 'expires' : 'is archived'} by rule ${result?.appliedRulePriority}`;
  switch (kind) {
    case 'only-aws':
      return `at AWS it ${deed(aws)}, here it stays`;
    case 'only-ours':
      return `at AWS it stays, here it ${deed(ours)}`;
    case 'not-in-inventory':
      return `at AWS it ${deed(aws)}; the inventory does not hold it`;
    case 'other-action':
    case 'other-rule':
      return `at AWS it ${deed(aws)}, here it ${deed(ours)}`;
  }
}

/** The same as the library gives it, with the id of its schema. */
export function verifyJson(answer: VerifyAnswer): string {
  return answerJson('lifecycle-verification', answer);
}
