import type { LifecyclePolicy } from '../../../src/lifecycle/index.js';
import { type Term, textOf } from './smt.js';
import type { Solver } from './solver.js';
import {
  covers,
  exactly,
  type Glob,
  globOf,
  languageOf,
  letterOf,
  literalOf,
  sequence,
} from './texts.js';

/** Tags that no pattern of some policies tells apart. */
export interface TagKind {
  /** The patterns that they match, prefixes by `prefixName`. */
  readonly matched: ReadonlySet<string>;
  /** Some of them, or all there are. */
  readonly tags: readonly string[];
  readonly globs: ReadonlyMap<string, Glob>;
}

/** The 128 letters that a tag may have are never in question here. */
const tagLanguage = sequence([letterOf('A-Za-z0-9_'), `(re.* ${letterOf('A-Za-z0-9._-')})`]);

/**
 * All kinds of tags that the patterns of some policies tell apart, each with so many different tags or as many as there
 * are. Undefined when the solver cannot tell.
 */
export async function allKinds(
  solver: Solver,
  policies: readonly LifecyclePolicy[],
  count: number,
): Promise<readonly TagKind[] | undefined> {
  const globs = globsOf(policies);
  let drafts: readonly Draft[] = [{ matched: [], languages: [tagLanguage], tags: [] }];
  for (const [pattern, glob] of globs) {
    const inhabited: Draft[] = [];
    for (const draft of drafts.flatMap((one) => parted(one, pattern, glob))) {
      const tags = await atLeast(solver, draft, 1);
      if (tags === undefined) return undefined;
      if (tags.length > 0) inhabited.push({ ...draft, tags });
    }
    drafts = inhabited;
  }
  const kinds: TagKind[] = [];
  for (const draft of drafts) {
    const tags = await atLeast(solver, draft, count);
    if (tags === undefined) return undefined;
    kinds.push({ matched: new Set(draft.matched), tags, globs });
  }
  return kinds;
}

/** Those that one more pattern matches, and those that it does not. */
function parted({ matched, languages, tags }: Draft, pattern: string, glob: Glob): Draft[] {
  const language = languageOf(glob);
  return [
    {
      matched: [...matched, pattern],
      languages: [...languages, language],
      tags: tags.filter((tag) => covers(glob, tag)),
    },
    {
      matched,
      languages: [...languages, `(re.comp ${language})`],
      tags: tags.filter((tag) => !covers(glob, tag)),
    },
  ];
}

/** A kind while patterns are still missing, and the tags of it that are known. */
interface Draft {
  readonly matched: readonly string[];
  readonly languages: readonly Term[];
  readonly tags: readonly string[];
}

function globsOf(policies: readonly LifecyclePolicy[]): ReadonlyMap<string, Glob> {
  const selections = policies.flatMap(({ rules }) => rules.map(({ selection }) => selection));
  return new Map(
    selections.flatMap(({ tagPatternList = [], tagPrefixList = [] }) => [
      ...tagPatternList.map((pattern): [string, Glob] => [pattern, patternGlob(pattern)]),
      ...tagPrefixList.map((prefix): [string, Glob] => [
        prefixName(prefix),
        [...literalOf(prefix), ...globOf('*')],
      ]),
    ]),
  );
}

/** What a prefix is called among patterns, none of which has a blank. */
export const prefixName = (prefix: string): string => `beginning with ${prefix}`;

/** Only `*` is a wildcard. */
const patternGlob = (pattern: string): Glob =>
  [...pattern].flatMap((letter) => (letter === '*' ? globOf(letter) : literalOf(letter)));

/** So many different tags at least, or all there are; one after the other, each of them none of those before. */
async function atLeast(
  solver: Solver,
  { languages, tags: known }: Draft,
  count: number,
): Promise<readonly string[] | undefined> {
  const tags = [...known];
  while (tags.length < count) {
    const others = tags.map((tag) => `(re.comp ${exactly(tag)})`);
    const solution = await solver.solve({
      constants: new Map([['tag', 'String']]),
      asserted: [`(str.in_re tag (re.inter ${[...languages, ...others].join(' ')} re.all))`],
    });
    if (solution.kind === 'unknown') return undefined;
    if (solution.kind === 'unsat') return tags;
    tags.push(textOf(solution.values.get('tag') ?? '""'));
  }
  return tags;
}

/** The number of a tag's kind; -1 when there is none such. */
export function kindOf(kinds: readonly TagKind[], tag: string): number {
  return kinds.findIndex(({ matched, globs }) =>
    [...globs].every(([pattern, glob]) => covers(glob, tag) === matched.has(pattern)),
  );
}
