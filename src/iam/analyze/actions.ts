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
): readonly ActionClass[] {
  const classes = new Map<string, ActionClass & { actions: string[] }>();
  for (const action of Object.values(catalog.actions)) {
    const name = `${catalog.service}:${action.name}`;
    const about = sets.map((set) => statementsAbout(name, set));
    const numbers = about.map((own) => own.map(({ at: place }) => place).join()).join(';');
    const key = `${treatment(action)} ${numbers}`;
    const known = classes.get(key);
    if (known !== undefined) known.actions.push(name);
    else {
      const resource = action.starOnly ? 'nothing' : 'repository';
      classes.set(key, { actions: [name], resource, about });
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

function statementsAbout(
  action: string,
  { program }: CompiledPolicies,
): readonly CompiledStatement[] {
  const asked = prepareRequest({ principal: '', action, resource: '*' });
  // Statements share their patterns, each of which is compared once.
  const covered = program.actions.map((pattern) => matchesAction(pattern, asked));
  return program.statements.filter(({ actions: { not, any } }) => {
    return any.length > 0 && any.some((number) => covered[number]) !== not;
  });
}

/** Compares two sets word for word. */
export class Wording {
  private readonly one: CompiledPolicies;
  private readonly other: CompiledPolicies;
  private readonly isSameFrame: boolean;
  private readonly words = new Map<CompiledStatement, string>();

  constructor(one: CompiledPolicies, other: CompiledPolicies) {
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
    const isGiven = actions.length > 0;
    const [one, other] = [this.one, this.other].map(({ program }, set) => {
      const words = (about[set] ?? []).map((statement) => {
        return `${isGiven ? '' : actionsOf(statement, program)}${this.wordsOf(statement, program)}`;
      });
      return [...new Set(words)].sort().join();
    });
    return one === other;
  }

  private wordsOf(statement: CompiledStatement, program: Program): string {
    const known = this.words.get(statement);
    if (known !== undefined) return known;
    const made = wordsOf(statement, program);
    this.words.set(statement, made);
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
