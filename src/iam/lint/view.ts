import { pointer } from '../../base/json-text.js';
import { membersWithPlaces } from '../../base/loose.js';
import { type OperatorName, operatorName } from '../operators/names.js';
import type { OneOrMany, PolicyDocument, PolicyStatement } from '../types.js';
import { type ActionView, actionView, reachedBy } from './actions.js';
import type { PlacedText } from './placed.js';
import { type PrincipalsView, principalsOf } from './principals.js';
import { type ResourceView, resourceView } from './resources.js';

/** A policy that its reader accepted, taken apart once for all rules. */
export interface PolicyView {
  readonly document: PolicyDocument;
  /** Whether `${…}` is a policy variable. */
  readonly hasVariables: boolean;
  readonly statements: readonly StatementView[];
  /** Those of them whose condition can be fulfilled. */
  readonly speaking: readonly StatementView[];
  /** Every text in it, keys left out. */
  readonly texts: readonly PlacedText[];
  /** Statements that never apply since nothing fulfils their condition, in the order of the document. */
  readonly contradictory: readonly ContradictoryStatement[];
  /** What is proved of statements by all others together, in the order of the document. */
  readonly proved: readonly ProvedStatement[];
}

/** One statement, with the place of everything in it. */
export interface StatementView {
  readonly at: string;
  readonly index: number;
  readonly statement: PolicyStatement;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: ChoiceView<ActionView>;
  /** Names of ECR's actions, as AWS spells them, that it is about. */
  readonly reached: ReadonlySet<string>;
  /** Absent where a repository policy leaves the resource out. */
  readonly resources?: ChoiceView<ResourceView> | undefined;
  readonly principals?: PrincipalsView | undefined;
  readonly conditions: readonly ConditionView[];
}

/** What stands under an element or its Not form. */
export interface ChoiceView<Item> {
  readonly not: boolean;
  /** Of the element. */
  readonly at: string;
  readonly list: readonly Item[];
}

/** One operator with one key. */
export interface ConditionView extends OperatorName {
  /** Of the key. */
  readonly at: string;
  readonly operator: string;
  readonly operatorAt: string;
  readonly negated: boolean;
  readonly key: string;
  /** In lower case, as keys are compared. */
  readonly lowerKey: string;
  /** Numbers and truth values as their JSON text. */
  readonly values: readonly PlacedText[];
}

/** A statement whose condition no request fulfils. */
export interface ContradictoryStatement {
  readonly statement: StatementView;
  /** The entries that suffice, as few as will do. */
  readonly conditions: readonly ConditionView[];
  /** The elements that it takes besides, as the policy names them; none where entries alone exclude each other. */
  readonly against: readonly string[];
}

/** A statement that other statements of its policy leave nothing to say. */
export interface ProvedStatement {
  /** `covered`: it changes nothing; `denied`: it grants nothing. */
  readonly kind: 'covered' | 'denied';
  readonly statement: StatementView;
  /** The others that prove it together. */
  readonly by: readonly StatementView[];
}

/** The statements of a policy that its reader accepted, each taken apart. */
export function statementViews({ Statement }: PolicyDocument): readonly StatementView[] {
  return membersWithPlaces(Statement, '/Statement').map(({ value, at }, index) =>
    // The reader has accepted the document, so that each member is a statement.
    statementView(value as PolicyStatement, at, index),
  );
}

function statementView(statement: PolicyStatement, at: string, index: number): StatementView {
  const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal } = statement;
  const actions = choice(Action, NotAction, `${at}/Action`, `${at}/NotAction`, actionView);
  const hasResource = Resource !== undefined || NotResource !== undefined;
  return {
    at,
    index,
    statement,
    effect: Effect,
    actions,
    reached: reachedBy(actions),
    resources: hasResource
      ? choice(Resource, NotResource, `${at}/Resource`, `${at}/NotResource`, resourceView)
      : undefined,
    principals: principalsOf(Principal, NotPrincipal, at),
    conditions: conditionsOf(statement, at),
  };
}

function choice<Item>(
  some: OneOrMany<string> | undefined,
  others: OneOrMany<string> | undefined,
  at: string,
  otherAt: string,
  view: (placed: PlacedText) => Item,
): ChoiceView<Item> {
  const not = some === undefined;
  const place = not ? otherAt : at;
  return { not, at: place, list: placedTexts(some ?? others ?? [], place).map(view) };
}

/** The values of one that may be one or a list, as text. */
function placedTexts(
  value: OneOrMany<string | number | boolean>,
  at: string,
): readonly PlacedText[] {
  return membersWithPlaces(value, at).map((member) => ({
    text: String(member.value),
    at: member.at,
  }));
}

function conditionsOf({ Condition }: PolicyStatement, at: string): readonly ConditionView[] {
  return Object.entries(Condition ?? {}).flatMap(([operator, keys]) => {
    const operatorAt = pointer(`${at}/Condition`, operator);
    const name = operatorName(operator);
    const negated = name.base?.includes('Not') ?? false;
    return Object.entries(keys).map(([key, value]) => {
      const place = pointer(operatorAt, key);
      const values = placedTexts(value, place);
      const lowerKey = key.toLowerCase();
      return { ...name, at: place, operator, operatorAt, negated, key, lowerKey, values };
    });
  });
}
