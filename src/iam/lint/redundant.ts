import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { PlacedText } from './placed.js';

/** How members of a list cover each other. */
export interface Cover<Item> {
  readonly covers: (outer: Item, inner: Item) => boolean;
  /** Members of different groups never cover each other, unless the outer group has a wildcard. */
  readonly groupOf: (item: Item) => string;
}

/**
 * A finding for each member of a list that another one covers: a wider one anywhere, or its equal further up. The fix
 * takes the member out.
 */
export function redundantMembers<Item extends PlacedText>(
  list: readonly Item[],
  { covers, groupOf }: Cover<Item>,
): RuleFinding[] {
  if (list.length < 2) return [];
  const groups = new Map<string, Item[]>();
  for (const item of list) {
    const group = groups.get(groupOf(item));
    if (group === undefined) groups.set(groupOf(item), [item]);
    else group.push(item);
  }
  const wide = [...groups].flatMap(([group, items]) => (/[*?]/.test(group) ? items : []));
  const numbers = new Map(list.map((item, index) => [item, index]));
  const isEarlier = (one: Item, other: Item) => (numbers.get(one) ?? 0) < (numbers.get(other) ?? 0);
  return list.flatMap((inner) => {
    const candidates = [...(groups.get(groupOf(inner)) ?? []), ...wide];
    const outer = candidates.find(
      (other) =>
        other !== inner &&
        covers(other, inner) &&
        (isEarlier(other, inner) || !covers(inner, other)),
    );
    return outer === undefined ? [] : [redundant(inner, outer, covers(inner, outer))];
  });
}

function redundant({ text, at }: PlacedText, outer: PlacedText, isEqual: boolean): RuleFinding {
  const message = isEqual
    ? `${quote(text)} stands twice`
    : `${quote(outer.text)} covers ${quote(text)} already`;
  const fix = { title: `remove ${quote(text)}`, edits: [{ at }] };
  return { at, message, help: 'remove it', fix };
}
