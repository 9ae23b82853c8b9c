import { at } from '../../base/invariant.js';
import type { CompiledPolicies, CompiledStatement, Program } from '../compiled.js';
import { coversAction } from '../match/action.js';
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
  return program.statements.filter(({ actions }) => coversAction(program, actions, asked));
}

/**
 * Whether two sets say the same about an action word for word: layer by layer the same statements, in any order. Then
 * nothing needs to be proved.
 */
export function saysTheSame(
  { actions, about }: ActionClass,
  one: CompiledPolicies,
  other: CompiledPolicies,
): boolean {
  const isGiven = actions.length > 0;
  const words = about.map((own, set) =>
    wordsAbout(own, isGiven, (set === 0 ? one : other).program),
  );
  return frameOf(one) === frameOf(other) && words[0] === words[1];
}

/** All that bears on a request besides statements. */
function frameOf({ program, readings, catalog }: CompiledPolicies): string {
  const { layers, statements: _, ...rest } = program;
  const { registryPolicyScope, hasBoundary, hasSession } = rest;
  const { principalAccountIsManagement, resourceAccountIsManagement } = rest;
  return JSON.stringify([
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

function wordsAbout(
  statements: readonly CompiledStatement[],
  isGiven: boolean,
  program: Program,
): string {
  const words = statements.map((statement) => {
    const { not, any } = statement.actions;
    const own = isGiven ? [] : [not, ...any.map((number) => at(program.actions, number).pattern)];
    return `${JSON.stringify(own)}${wordsOf(statement, program)}`;
  });
  return [...new Set(words)].sort().join();
}

/** A statement but for its actions, as its policy has it. */
function wordsOf(
  { layer, effect, resources, principals, conditions }: CompiledStatement,
  program: Program,
): string {
  return JSON.stringify([
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
