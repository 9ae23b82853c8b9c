import type { Budget } from '../../base/budget.js';
import { at } from '../../base/invariant.js';
import type { CompiledPolicies, CompiledStatement, Program } from '../compiled.js';
import { matchesAction } from '../match/action.js';
import { prepareRequest } from '../prepare.js';
import type { Catalog, CatalogAction } from '../types.js';
import { reachesOthers } from './request/statement.js';
import type { ResourceKind } from './request/world.js';

/** Actions that no statement in question tells apart; the first stands for all of them. */
export interface ActionClass {
  /** As AWS spells them, with the prefix; none for actions of other services, which are found in a request. */
  readonly actions: readonly string[];
  readonly resource: ResourceKind;
  /** The statements that can be about them, of each set. */
  readonly about: readonly (readonly CompiledStatement[])[];
}

/** The actions of the catalog's service, by the statements that are about them. */
export function actionClasses(
  catalog: Catalog,
  sets: readonly CompiledPolicies[],
  budget: Budget,
): readonly ActionClass[] {
  const classes = new Map<string, ActionClass & { actions: string[] }>();
  const covers = sets.map((set) => new ActionCover(set));
  for (const action of Object.values(catalog.actions)) {
    for (const { program } of sets) {
      budget.take(1 + program.actions.length + program.statements.length);
    }
    const name = `${catalog.service}:${action.name}`;
    const about = covers.map((cover) => cover.of(name));
    const key = `${treatment(action)} ${about.map(({ key: own }) => own).join(';')}`;
    const known = classes.get(key);
    if (known !== undefined) known.actions.push(name);
    else {
      const resource = action.starOnly ? 'nothing' : 'repository';
      const statements = about.map((own) => own.statements);
      classes.set(key, { actions: [name], resource, about: statements });
    }
  }
  return [...classes.values(), ...otherClasses(sets)];
}

/** Actions of other services, if any statement reaches them. */
function otherClasses(sets: readonly CompiledPolicies[]): readonly ActionClass[] {
  const about = sets.map((set) =>
    set.program.statements.filter(({ actions }) => reachesOthers(set, actions)),
  );
  if (about.every((own) => own.length === 0)) return [];
  const resources = ['other-resource', 'other-bare', 'other-nothing'] as const;
  return resources.map((resource) => ({ actions: [], resource, about }));
}

function treatment({
  starOnly,
  repositoryPolicy,
  registryPolicyV1,
  registryPolicyV2,
}: CatalogAction) {
  return `${starOnly} ${repositoryPolicy} ${registryPolicyV1} ${registryPolicyV2}`;
}

/** Which statements of a set are about an action. */
class ActionCover {
  private readonly program: Program;
  /** By the patterns that match the action. */
  private readonly known = new Map<string, Covered>();

  constructor({ program }: CompiledPolicies) {
    this.program = program;
  }

  of(action: string): Covered {
    const asked = prepareRequest({ principal: '', action, resource: '*' });
    // Statements share their patterns, each of which is compared once; and most actions match the same as others.
    const matched = this.program.actions.map((pattern) => matchesAction(pattern, asked));
    const patterns = matched.map(Number).join('');
    const known = this.known.get(patterns);
    if (known !== undefined) return known;
    const statements = this.program.statements.filter(({ actions: { not, any } }) => {
      return any.length > 0 && any.some((number) => matched[number]) !== not;
    });
    const made = { statements, key: statements.map(({ at: place }) => place).join() };
    this.known.set(patterns, made);
    return made;
  }
}

/** Statements, and what tells them from others. */
interface Covered {
  readonly statements: readonly CompiledStatement[];
  readonly key: string;
}

/** Compares two sets word for word. */
export class Wording {
  private readonly one: CompiledPolicies;
  private readonly other: CompiledPolicies;
  private readonly isSameFrame: boolean;
  private readonly budget: Budget;
  /** Statements in other words have other numbers. */
  private readonly numbers = new Map<string, number>();
  private readonly known = new Map<CompiledStatement, number>();

  constructor(one: CompiledPolicies, other: CompiledPolicies, budget: Budget) {
    this.budget = budget;
    this.one = one;
    this.other = other;
    this.isSameFrame = frameOf(one) === frameOf(other);
  }

  /**
   * Whether the sets say the same about some actions: layer by layer the same statements, in any order. Then nothing
   * needs to be proved.
   */
  isSame({ actions, about }: ActionClass): boolean {
    if (!this.isSameFrame) return false;
    const [own = [], others = []] = about;
    this.budget.take(1 + own.length + others.length);
    const isGiven = actions.length > 0;
    const one = new Set(own.map((statement) => this.number(statement, this.one, isGiven)));
    const other = new Set(others.map((statement) => this.number(statement, this.other, isGiven)));
    return one.size === other.size && [...one].every((number) => other.has(number));
  }

  /** What a statement says, by number; its actions are part of it unless one of them is given. */
  private number(
    statement: CompiledStatement,
    { program }: CompiledPolicies,
    isGiven: boolean,
  ): number {
    const known = isGiven ? this.known.get(statement) : undefined;
    if (known !== undefined) return known;
    const words = `${isGiven ? '' : actionsOf(statement, program)}${wordsOf(statement, program)}`;
    const made = this.numbers.get(words) ?? this.numbers.size;
    this.numbers.set(words, made);
    if (isGiven) this.known.set(statement, made);
    return made;
  }
}

function actionsOf({ actions: { not, any } }: CompiledStatement, program: Program): string {
  return wordsIn([not, ...any.map((number) => at(program.actions, number).pattern)]);
}

/** All that bears on a request besides statements. */
function frameOf({ program, readings, catalog }: CompiledPolicies): string {
  const { layers, statements: _, ...rest } = program;
  const { registryPolicyScope, hasBoundary, hasSession } = rest;
  const { principalAccountIsManagement, resourceAccountIsManagement } = rest;
  return wordsIn([
    layers.map(({ kind }) => kind),
    registryPolicyScope,
    hasBoundary,
    hasSession,
    principalAccountIsManagement,
    resourceAccountIsManagement,
    readings,
    catalog.service,
  ]);
}

/** A statement but for its actions, as its policy has it. */
function wordsOf(
  { layer, effect, resources, principals, conditions }: CompiledStatement,
  program: Program,
): string {
  return wordsIn([
    layer,
    effect,
    resources?.not,
    resources?.any.map((number) => {
      const { pattern, template } = at(program.resources, number);
      return [pattern, template !== null];
    }),
    principals?.not,
    principals?.any.map((number) => {
      const { kind, written } = at(program.principals, number);
      return [kind, written];
    }),
    conditions.map((number) => {
      const { operator, key, written, templates } = at(program.conditions, number);
      return [operator, key, written, templates.length];
    }),
  ]);
}

/** All actions of a catalog, as a request names them. */
export function actionsOfCatalog({ service, actions }: Catalog): readonly string[] {
  return Object.values(actions).map(({ name }) => `${service}:${name}`);
}

/** The action that stands for a class. */
export function standIn({ actions }: ActionClass): string {
  return actions[0] ?? 'other:Action';
}

/** What nobody validated may hold numbers that JSON has no words for. */
function wordsIn(value: unknown): string {
  return JSON.stringify(value, (_, member) => {
    return typeof member === 'bigint' ? `${member}n` : member;
  });
}
