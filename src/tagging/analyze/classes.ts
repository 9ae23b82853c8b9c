import { pointer } from '../../base/json-text.js';
import { type LanguageOptions, textOutside } from '../../glob/language.js';
import { type Pattern, patternOf, patternOfGlob } from '../../glob/pattern.js';
import { tagTexts } from '../../model/tag-language.js';
import { isLocked } from '../decide.js';
import type { TagRule } from '../types.js';
import type { TagClass, TagFilterFinding } from './types.js';

/** The classes of tags that the settings tell apart, in the order in which filters decide; the setting itself comes last. */
export function tagClasses(rule: TagRule): readonly TagClass[] {
  const filters = rule.exceptions.map(patternOfGlob);
  return [...filters, everything].flatMap((filter, index): readonly TagClass[] => {
    const found = textOutside(filter, filters.slice(0, index), amongTags());
    const decidedBy = index === filters.length ? -1 : index;
    return found.kind === 'found'
      ? [{ decidedBy, locked: isLocked(rule, decidedBy), exampleTag: found.text }]
      : [];
  });
}

/** The exclusion filters that could be left out, each by itself, without any tag noticing. */
export function findTagFilterFindings(rule: TagRule): readonly TagFilterFinding[] {
  const filters = rule.exceptions.map(patternOfGlob);
  return filters.flatMap((filter, index): readonly TagFilterFinding[] => {
    const covers = (by: readonly number[]) => {
      const others = by.map((other) => filters[other] ?? everything);
      return textOutside(filter, others, amongTags()).kind === 'none';
    };
    const at = pointer('/imageTagMutabilityExclusionFilters', index);
    if (covers([])) return [{ kind: 'unmatchable', filter: index, at, by: [] }];
    const others = filters.flatMap((_, other) => (other === index ? [] : [other]));
    if (!covers(others)) return [];
    return [{ kind: 'covered', filter: index, at, by: fewest(others, covers) }];
  });
}

/** There are at most five filters, so every choice of them can be tried. */
function fewest(
  numbers: readonly number[],
  isEnough: (chosen: readonly number[]) => boolean,
): readonly number[] {
  const choices = Array.from({ length: 1 << numbers.length }, (_, choice) =>
    numbers.filter((_, place) => (choice & (1 << place)) !== 0),
  ).sort((a, b) => a.length - b.length);
  return choices.find(isEnough) ?? numbers;
}

const everything: Pattern = /* @__PURE__ */ patternOf('*');

/** Questions about tags that can be pushed. */
export function amongTags(): LanguageOptions {
  return { domain: tagTexts() };
}
