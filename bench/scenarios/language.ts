import { textOutside } from '../../src/glob/language.js';
import { patternOf } from '../../src/glob/pattern.js';
import { repositoryArnTexts } from '../../src/model/repository-language.js';
import { type Race, race } from '../harness.js';

const arn = (name: string) => patternOf(`arn:aws:ecr:*:111122223333:repository/${name}`);
const number = (i: number) => String(i).padStart(2, '0');
const hundred = (name: (i: number) => string) =>
  Array.from({ length: 100 }, (_, i) => arn(name(i)));

/** Whether one pattern lies in a union of a hundred: there is no rival, so each line is a contender of its own. */
export function languageRaces(): readonly Race[] {
  const inside = arn('team-*');
  const rounds = 20;
  const plain = hundred((i) => `team-${number(i)}*`);
  const marks = hundred((i) => `team-${number(i)}?*`);
  const covered = [...hundred((i) => `*${number(i)}?b*`), arn('team-?*'), arn('team-')];
  const domain = repositoryArnTexts();
  const asking = (outside: typeof plain, given?: typeof domain) => () =>
    textOutside(inside, outside, { domain: given });
  return [
    race('one pattern in a union of 100', rounds, [
      { name: 'no ?, outside', run: asking(plain) },
      { name: 'no ?, inside', run: asking([...plain, arn('*')]) },
      { name: 'with ?, outside', run: asking(marks) },
      { name: 'with ?, inside by two', run: asking(covered) },
      { name: 'among repository ARNs, with ?', run: asking(marks, domain) },
      { name: 'among repository ARNs', run: asking(plain, domain) },
    ]),
  ];
}
