import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import { counted, quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { LifecycleRule } from '../types.js';
import type { LifecycleSubject } from './subject.js';

/** A description that names another number than the rule. */
export const contradictingDescription: LintRule<LifecycleSubject> = {
  code: 'lifecycle/contradicting-description',
  severity: 'warning',
  title: 'the description names another number than the rule',
  why: `A description is not read by AWS, so nobody notices when the number changes and the words stay. Only numbers that
clearly speak of the same thing are compared: days, weeks, months and years in a rule about age, and how many images are
kept in a rule that counts.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['lifecycle.grammar'] satisfies FactId[],
  check: ({ document }) => document.rules.flatMap(ofRule),
};

function ofRule({ description, selection }: LifecycleRule, index: number): RuleFinding[] {
  if (description === undefined) return [];
  const { countType, countNumber } = selection;
  const counts = countType === 'imageCountMoreThan';
  const told = counts ? countsIn(description) : daysIn(description);
  if (
    told.length === 0 ||
    told.some(({ least, most }) => least <= countNumber && countNumber <= most)
  )
    return [];
  const [first] = told;
  const rule = counted(countNumber, counts ? 'image' : 'day');
  return [
    {
      at: `/rules/${index}/description`,
      message: `the description says ${quote(first?.words)}, and the rule ${counts ? 'keeps' : 'waits'} ${rule}`,
      help: 'write the number that was meant into both',
    },
  ];
}

/** What a description says, as the numbers that it may mean. */
interface Told {
  readonly words: string;
  readonly least: number;
  readonly most: number;
}

/** Days in a unit: a month and a year have several lengths. */
const daysOf: Readonly<Record<string, readonly [number, number]>> = {
  day: [1, 1],
  week: [7, 7],
  month: [28, 31],
  year: [365, 366],
};

function daysIn(text: string): readonly Told[] {
  return [...text.matchAll(/(?<![\w.-])(\d{1,5})[ -]?(day|week|month|year)s?\b/gi)].map(
    ([words, number, unit = 'day']) => {
      const [least, most] = daysOf[unit.toLowerCase()] ?? [1, 1];
      return { words, least: Number(number) * least, most: Number(number) * most };
    },
  );
}

const countPhrases = [
  /\b(?:last|latest|newest|recent|keep|retain|keeps|retains|than|only|most|max|maximum)\s+(\d{1,6})(?![\w.%-]|\s*(?:day|week|month|year|hour|minute)s?\b)/gi,
  /(?<![\w.-])(\d{1,6})\s+(?:[a-z]+\s+){0,2}images?\b/gi,
];

function countsIn(text: string): readonly Told[] {
  return countPhrases.flatMap((phrase) =>
    [...text.matchAll(phrase)].map(([words, number]) => ({
      words,
      least: Number(number),
      most: Number(number),
    })),
  );
}
