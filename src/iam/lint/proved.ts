import { findIdleStatements } from '../analyze/index.js';
import type { PolicyDocument, PolicyKind } from '../types.js';
import { coversStatement } from './covering.js';
import type { PlacedText } from './placed.js';
import { hasPlaceholder } from './variables.js';
import type { ChoiceView, ProvedStatement, StatementView } from './view.js';

/** Steps of a proof, a hundredth of a second or so, and actions that it is about. What takes more is left alone. */
const budget = 100_000;
const actionCountMax = 30;

/**
 * What is proved of the statements of a policy, all of them together. Nothing is said of a policy with gaps that a
 * template is to fill. A proof is only sought for statements that no other one settles alone, among those whose patterns
 * may have something in common with theirs: what these prove holds in the whole policy too.
 */
export function provedStatements(
  document: PolicyDocument,
  kind: PolicyKind,
  statements: readonly StatementView[],
  texts: readonly PlacedText[],
): readonly ProvedStatement[] {
  if (statements.length < 2) return [];
  const involved = new Set(statements.flatMap((one) => rivalsOf(one, statements)));
  if (involved.size === 0 || texts.some(({ text }) => hasPlaceholder(text))) return [];
  const own = statements.filter((one) => involved.has(one));
  if (own.reduce((sum, { actions }) => sum + actions.list.length, 0) > actionCountMax) return [];
  const part = { ...document, Statement: own.map(({ statement }) => statement) };
  const byPlace = new Map(own.map((statement, index) => [`/Statement/${index}`, statement]));
  const { findings } = findIdleStatements({ kind, document: part }, { budget });
  return findings.flatMap(({ kind: found, at, by }): ProvedStatement[] => {
    const statement = byPlace.get(at);
    const others = by.flatMap((place) => byPlace.get(place) ?? []);
    if (statement === undefined || others.length === 0) return [];
    return [{ kind: found === 'overridden' ? 'denied' : 'covered', statement, by: others }];
  });
}

/**
 * A statement and those that may together leave it nothing to say, though none does alone; nothing where they certainly
 * do not.
 */
function rivalsOf(
  statement: StatementView,
  statements: readonly StatementView[],
): readonly StatementView[] {
  const { effect, actions, resources } = statement;
  const near = statements.filter(
    (other) =>
      other !== statement &&
      (effect === 'Allow' || other.effect === 'Deny') &&
      mayMeet(other.actions, actions, actionText) &&
      mayMeet(other.resources, resources, ({ text }) => text),
  );
  if (actions.list.length === 0 || !reachesAll(near, statement)) return [];
  return near.some((other) => coversStatement(other, statement)) ? [] : [statement, ...near];
}

/** Whether each action of a statement may be one of the others' too. */
function reachesAll(others: readonly StatementView[], { actions }: StatementView): boolean {
  const parts = actions.not ? [actions] : actions.list.map((one) => ({ ...actions, list: [one] }));
  return parts.every((part) => others.some((other) => mayMeet(other.actions, part, actionText)));
}

function actionText({ text }: PlacedText): string {
  return text.toLowerCase();
}

/** Whether two choices may have something in common; certain when false. */
function mayMeet<Item>(
  one: ChoiceView<Item> | undefined,
  other: ChoiceView<Item> | undefined,
  textOf: (item: Item) => string,
): boolean {
  if (one === undefined || other === undefined || one.not || other.not) return true;
  const heads = other.list.map((item) => headOf(textOf(item)));
  return one.list.some((item) => {
    const first = headOf(textOf(item));
    return heads.some((second) => startsWith(first, second) || startsWith(second, first));
  });
}

/** What stands before the first wildcard or variable, and whether that is all. */
interface Head {
  readonly text: string;
  readonly isAll: boolean;
}

function headOf(text: string): Head {
  const end = text.search(/[*?]|\$\{/);
  return end === -1 ? { text, isAll: true } : { text: text.slice(0, end), isAll: false };
}

function startsWith(one: Head, other: Head): boolean {
  return other.isAll ? one.isAll && one.text === other.text : one.text.startsWith(other.text);
}
