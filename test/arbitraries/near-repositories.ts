import { seeded } from '../../bench/scenarios/repository.js';
import type { Image, LifecyclePolicy, LifecycleQuestion } from '../../src/lifecycle/index.js';

const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 5, 15, 12);

/**
 * Repositories without end, the same ones for the same seed, grown from the constants of some policies: tags on and
 * beside their patterns, instants on and beside their days. They are as repositories can be: each tag stands once and
 * can be pushed, and nothing is pulled before it is pushed. Many thousands a second, where an arbitrary makes a few.
 */
export function* nearRepositories(
  policies: readonly LifecyclePolicy[],
  seed: number,
): Generator<LifecycleQuestion> {
  const random = seeded(seed);
  const selections = policies.flatMap(({ rules }) => rules.map(({ selection }) => selection));
  const lists = selections.flatMap(({ tagPatternList = [], tagPrefixList = [] }) => {
    const list = [...tagPatternList, ...tagPrefixList.map((prefix) => `${prefix}*`)];
    return list.length === 0 ? [] : [list];
  });
  const days = selections.flatMap(({ countType, countNumber }) =>
    countType === 'imageCountMoreThan' ? [] : [countNumber],
  );
  const draft: Draft = { random, lists, days: [0, 1, ...new Set(days)] };
  for (;;) yield { images: imagesOf(draft), nowMs };
}

interface Draft {
  readonly random: () => number;
  /** What each rule asks for at once. */
  readonly lists: readonly (readonly string[])[];
  readonly days: readonly number[];
}

function imagesOf(draft: Draft): readonly Image[] {
  const { random } = draft;
  const size = 1 + Math.floor(random() * 9);
  const used = new Set<string>();
  return Array.from({ length: size }, (_, index): Image => {
    const imageTags = tagsOf(draft).filter((tag) => {
      const isNew = /^\w[\w.-]*$/.test(tag) && !used.has(tag);
      used.add(tag);
      return isNew;
    });
    const imagePushedAtMs = instant(draft);
    return {
      imageDigest: digest(index),
      imageTags,
      imagePushedAtMs,
      ...(random() < 0.4 && { lastRecordedPullTimeMs: Math.max(imagePushedAtMs, instant(draft)) }),
      ...standing(draft),
      ...(random() < 0.1 && { references: [digest(below(random, size))] }),
      ...(random() < 0.1 && { subjectManifestDigest: digest(below(random, size)) }),
    };
  });
}

const digest = (index: number) => `sha256:${index}`;

/** All that a rule asks for, or all but one; now and then something else. */
function tagsOf({ random, lists }: Draft): readonly string[] {
  if (random() < 0.15) return [];
  const list = lists[below(random, lists.length)] ?? ['*'];
  const left = random() < 0.3 ? below(random, list.length) : -1;
  const tags = list.flatMap((pattern, index) => (index === left ? [] : [grown(pattern, random)]));
  return random() < 0.2 ? [...tags, grown('*', random)] : tags;
}

/** A tag that a pattern matches, perhaps spoilt by a letter. */
function grown(pattern: string, random: () => number): string {
  const tag = pattern.replaceAll('*', () => fillings[below(random, fillings.length)] ?? '');
  if (random() < 0.75) return tag;
  const at = below(random, tag.length + 1);
  return tag.slice(0, at) + (letters[below(random, letters.length)] ?? '') + tag.slice(at + 1);
}

const letters = 'abv1.-_';
const fillings = ['', '', 'a', 'b', 'x', 'v1', 'ab', '-b', '1.1', 'zz'];

/** On a boundary of days, a millisecond beside it, or half a day. */
function instant({ random, days }: Draft): number {
  const age = ((days[below(random, days.length)] ?? 0) + below(random, 2)) * dayMs;
  const besides = [-1, 0, 1, dayMs / 2, dayMs / 2 + 1];
  return nowMs - age - (besides[below(random, besides.length)] ?? 0);
}

function standing(draft: Draft): Partial<Image> {
  const turn = draft.random();
  if (turn < 0.7) return {};
  if (turn < 0.8) return { imageStatus: 'ACTIVE', lastActivatedAtMs: instant(draft) };
  if (turn < 0.95) return { imageStatus: 'ARCHIVED', lastArchivedAtMs: instant(draft) };
  return { imageStatus: turn < 0.975 ? 'ACTIVATING' : 'ARCHIVED' };
}

const below = (random: () => number, limit: number) => Math.floor(random() * limit);
