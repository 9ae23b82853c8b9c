import fc from 'fast-check';
import type { TextDomain } from '../../../src/glob/domain.js';
import { textInAll, textOutside } from '../../../src/glob/language.js';
import { type Pattern, type PatternPart, patternOf } from '../../../src/glob/pattern.js';
import { resourcePattern } from '../../../src/model/arn-language.js';
import { repositoryArnTexts } from '../../../src/model/repository-language.js';
import { tagTexts } from '../../../src/model/tag-language.js';
import { akin, parts, smallPattern } from '../../../test/arbitraries/patterns.js';
import { means } from '../../../test/reference/language.js';
import { repositoryLanguage } from './names.js';
import { Disagreement, type Outcome } from './outcome.js';
import { equal, quoted, type Term, textOf } from './smt.js';
import type { Solver } from './solver.js';
import { exactly, type Glob, type Glyph, languageOf, letterOf, sequence } from './texts.js';

/** Is there a text of a world that some patterns match and none of some others? */
export interface GlobQuestion {
  readonly world: WorldName;
  readonly inside: readonly Written[];
  readonly outside: readonly Written[];
}

/** A pattern as one text, or put together from parts. */
type Written = string | readonly PatternPart[];

type WorldName = 'texts' | 'tags' | 'repositories';

interface TextWorld {
  readonly domain: TextDomain | undefined;
  readonly language: Term;
  /** The same pattern, as this library reads it and in parts. */
  readonly ours: (written: Written) => Pattern;
  readonly inParts: (written: Written) => readonly PatternPart[];
}

export async function checkGlobs(solver: Solver, question: GlobQuestion): Promise<Outcome> {
  const { domain, ours, inParts } = worlds[question.world];
  const [inside, outside] = [question.inside.map(ours), question.outside.map(ours)];
  const [first] = inside;
  const found =
    outside.length === 0 || first === undefined
      ? textInAll(inside, { domain })
      : textOutside(first, outside, { domain });
  if (found.kind === 'unknown') return { kind: 'unknown', whose: 'ours' };
  const language = languageOfQuestion(question);
  if (found.kind === 'none') {
    const other = await texts(solver, language);
    if (other.kind === 'unknown') return { kind: 'unknown', whose: 'z3' };
    if (other.kind === 'unsat') return { kind: 'agreed', answer: 'holds' };
    const text = textOf(other.values.get('text') ?? '""');
    const isOne =
      question.inside.every((written) => means(inParts(written), text)) &&
      !question.outside.some((written) => means(inParts(written), text));
    throw new Disagreement(isOne ? 'no text was found, but there is one' : 'Z3 errs about a text', {
      question,
      text,
    });
  }
  const own = await texts(solver, language, [equal('text', quoted(found.text))]);
  if (own.kind === 'unsat') throw new Disagreement('this text is none', { question, found });
  const shorter = found.text === '' ? undefined : await shorterThan(solver, language, found.text);
  if (shorter?.kind === 'sat') {
    const text = String(shorter.values.get('text'));
    throw new Disagreement('there is a shorter text', { question, found, text });
  }
  const isOpen = own.kind === 'unknown' || shorter?.kind === 'unknown';
  return isOpen ? { kind: 'unknown', whose: 'z3' } : { kind: 'agreed', answer: 'fails' };
}

function shorterThan(solver: Solver, language: Term, { length }: string) {
  return texts(solver, `(re.inter ((_ re.loop 0 ${length - 1}) re.allchar) ${language})`);
}

function texts(solver: Solver, language: Term, asserted: readonly Term[] = []) {
  return solver.solve({
    constants: new Map([['text', 'String']]),
    asserted: [`(str.in_re text ${language})`, ...asserted],
  });
}

/** The whole question as one language: Z3 is at its best with that. */
function languageOfQuestion({ world, inside, outside }: GlobQuestion): Term {
  const { language, inParts } = worlds[world];
  const of = (written: Written) => sequence(inParts(written).map(languageOfPart));
  const wanted = [language, ...inside.map(of)];
  const unwanted = outside.map((written) => `(re.comp ${of(written)})`);
  return `(re.inter ${[...wanted, ...unwanted, 're.all'].join(' ')})`;
}

function languageOfPart({ text, literal, ignoreCase, fence }: PatternPart): Term {
  const glob: Glob = [...text].map((letter): Glyph => {
    const isWildcard = literal !== true && (letter === '*' || letter === '?');
    if (!isWildcard) return { kind: 'letter', letter };
    return { kind: letter === '*' ? 'many' : 'one', fence: fence === '' ? undefined : fence };
  });
  return languageOf(glob, ignoreCase);
}

// ---- worlds of texts -----------------------------------------------------------------------------------------------

const regions = ['us-east-1', 'eu-west-1'];
const accounts = ['111122223333', '111122224444'];

const inParts = (written: Written): readonly PatternPart[] =>
  typeof written === 'string' ? [{ text: written }] : written;

const oneOf = (words: readonly string[]): Term => `(re.union ${words.map(exactly).join(' ')})`;

/** Neither the 128 letters of a tag nor the 256 of a name come near what these patterns ask for. */
const worlds: Readonly<Record<WorldName, TextWorld>> = {
  texts: { domain: undefined, language: 're.all', ours: patternOf, inParts },
  tags: {
    domain: tagTexts(),
    language: sequence([letterOf('A-Za-z0-9_'), `(re.* ${letterOf('A-Za-z0-9._-')})`]),
    ours: patternOf,
    inParts,
  },
  repositories: {
    domain: repositoryArnTexts({ regions, registryIds: accounts }),
    language: sequence([
      exactly('arn:aws:ecr:'),
      oneOf(regions),
      exactly(':'),
      oneOf(accounts),
      exactly(':repository/'),
      repositoryLanguage,
    ]),
    ours: (written) =>
      typeof written === 'string' ? resourcePattern(written) : patternOf(written),
    inParts: (written) => (typeof written === 'string' ? resourceParts(written) : written),
  },
};

/** A `*` that ends a part of the first five may run past colons; no other wildcard there does. */
function resourceParts(written: string): readonly PatternPart[] {
  return written.split(':').flatMap((part, index): readonly PatternPart[] => {
    const colon = index === 0 ? [] : [{ text: ':', literal: true }];
    if (index >= 5) return [...colon, { text: part }];
    const inner = part.replace(/\*+$/, '');
    return [...colon, { text: inner, fence: ':' }, { text: part.slice(inner.length) }];
  });
}

// ---- questions -----------------------------------------------------------------------------------------------------

const tagPattern = fc.string({
  unit: fc.constantFrom('a', 'v', '1', '.', '-', '*', '*', '?'),
  minLength: 1,
  maxLength: 6,
});

const repositoryPattern = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom('*', 'arn:*', `arn:aws:ecr:us-*:${accounts[0]}:*`) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom('us-east-1', '*', 'us-*', 'eu-west-?', '*-1'),
        fc.constantFrom(...accounts, '*', '1111*', '*4444', '11112222????'),
        fc.constantFrom('repository/', 'repository/', 'repository/', 'repo*', '*/'),
        fc.string({ unit: fc.constantFrom('a', 'b', '-', '/', '*', '*', '?'), maxLength: 5 }),
      )
      .map(([region, account, type, text]) => `arn:aws:ecr:${region}:${account}:${type}${text}`),
  },
);

/** Inclusions, most of them close calls, and intersections. */
function questionsOf(world: WorldName, pattern: fc.Arbitrary<string>): fc.Arbitrary<GlobQuestion> {
  const some = fc.array(pattern, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    fc
      .tuple(akin(pattern), fc.array(pattern, { maxLength: 2 }))
      .map(([[one, other], more]) => ({ world, inside: [one], outside: [other, ...more] })),
    fc
      .tuple(akin(pattern), fc.array(pattern, { maxLength: 2 }))
      .map(([[one, other], more]) => ({ world, inside: [other], outside: [one, ...more] })),
    fc.tuple(pattern, some).map(([one, outside]) => ({ world, inside: [one], outside })),
    some.map((inside) => ({ world, inside, outside: [] })),
  );
}

/** Parts, and the same with one of them read otherwise or torn apart. */
const akinParts = fc
  .tuple(parts, fc.nat(2), fc.constantFrom('a', 'b', ''), fc.nat(4))
  .map(([of, place, fence, turn]) => {
    const other = of.flatMap((part, index): readonly PatternPart[] => {
      if (index !== place % of.length) return [part];
      const { text } = part;
      const [head, tail] = [text.slice(0, 1), text.slice(1)];
      const turned: readonly (readonly PatternPart[])[] = [
        [{ ...part, fence }],
        [{ ...part, ignoreCase: part.ignoreCase !== true }],
        [
          { ...part, text: head },
          { ...part, text: tail },
        ],
        [{ ...part, text: `${head}*${tail}` }],
        [part, { text: '*', fence }],
      ];
      return turned[turn] ?? [part];
    });
    return [of, other] as const;
  });

const ofParts: fc.Arbitrary<GlobQuestion> = fc.oneof(
  fc
    .tuple(fc.array(parts, { minLength: 1, maxLength: 2 }), fc.array(parts, { maxLength: 3 }))
    .map(([inside, outside]) => ({
      world: 'texts' as const,
      inside: outside.length === 0 ? inside : inside.slice(0, 1),
      outside,
    })),
  fc
    .tuple(akinParts, fc.boolean(), fc.array(parts, { maxLength: 1 }))
    .map(([[one, other], turned, more]) => ({
      world: 'texts' as const,
      inside: [turned ? one : other],
      outside: [turned ? other : one, ...more],
    })),
);

export const globQuestion: fc.Arbitrary<GlobQuestion> = fc.oneof(
  { weight: 1, arbitrary: questionsOf('texts', smallPattern) },
  { weight: 1, arbitrary: questionsOf('tags', tagPattern) },
  { weight: 1, arbitrary: questionsOf('repositories', repositoryPattern) },
  { weight: 2, arbitrary: ofParts },
);
