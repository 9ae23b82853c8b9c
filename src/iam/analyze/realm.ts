import { Budget, unlessSpent } from '../../base/budget.js';
import type { Ask } from '../asked.js';
import type { CompiledPolicies, CompiledStatement } from '../compiled.js';
import { askOf } from '../layers/ask.js';
import type { Reach } from '../match/principal.js';
import { prepareRequest } from '../prepare.js';
import type { AuthorizationRequest } from '../types.js';
import { callersFor } from './request/callers.js';
import { hasValue } from './request/has-value.js';
import { type KeyOptions, keyOptionsOf } from './request/keys.js';
import { allowedFormula } from './request/layers.js';
import { links } from './request/links.js';
import { callerOf } from './request/principal.js';
import { realize, withOwnResource } from './request/realize.js';
import type { ConditionScene, Widening } from './request/scene.js';
import { Statements } from './request/statement.js';
import { type Assignment, variableKeys } from './request/variables.js';
import { isNothing, isOther, type ResourceKind, World, type WorldKind } from './request/world.js';
import { all, type Formula } from './theory/formula.js';
import { PatternMemo } from './theory/memo.js';
import { type Solution, solve } from './theory/solve.js';

/** One policy set in a world, ready to be written as formulas about requests for one action. */
export interface Side {
  readonly statements: readonly CompiledStatement[];
  /** When the set allows the action. */
  allowed(action: string): Formula;
  /** When one of its statements about the action applies. */
  readonly applies: (statement: CompiledStatement, least?: Reach) => Formula;
}

/** The outcome of looking for a request. */
export type Search =
  | { readonly kind: 'found'; readonly request: AuthorizationRequest }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: UnknownReason; readonly key: string };

/** Why nobody can tell: see `Widening`; or the budget is spent, or a policy holds a gap that a template is to fill. */
export type UnknownReason = Widening | 'budget' | 'replay' | 'placeholder';

export interface RealmOptions {
  /**
   * Steps that a question may take before the answer is `unknown`: ten million unless said otherwise, a second or so. A
   * step is one look at one thing, such as a letter of a pattern; reading and compiling policies is not counted.
   */
  readonly budget?: number | undefined;
}

const defaultBudget = 10_000_000;

/** The budget of a whole question, for all that it is made up of. */
export function budgetOf({ budget = defaultBudget }: RealmOptions): Budget {
  return new Budget(budget);
}

/** Which requests are meant beyond those that come to pass. */
export interface RealmScope {
  /** Whether AWS services call in the name of other accounts than the resource's only. */
  readonly forStrangers?: boolean | undefined;
}

/** Policy sets about whose requests questions are asked, and all the worlds in which they are asked. */
export class Realm {
  readonly sets: readonly CompiledPolicies[];
  readonly budget: Budget;
  private readonly keys: KeyOptions;
  private readonly names = new Map<string, string>();
  private readonly worlds = new Map<string, Scene>();
  private readonly variables: readonly string[];
  private readonly patterns: PatternMemo;
  /** How many statements the engine looks at for one request. */
  private readonly statementCount: number;

  private readonly forStrangers: boolean;

  constructor(
    sets: readonly CompiledPolicies[],
    budget: Budget,
    { forStrangers = false }: RealmScope = {},
  ) {
    this.sets = sets;
    this.budget = budget;
    this.forStrangers = forStrangers;
    this.patterns = new PatternMemo(budget);
    this.statementCount = sets.reduce((sum, { program }) => sum + program.statements.length, 0);
    const conditions = sets.flatMap(({ program }) => program.conditions);
    const emptyIsAbsent = sets.some(({ readings }) => readings.emptyString === 'absent');
    this.keys = keyOptionsOf(conditions, emptyIsAbsent);
    for (const { key, writtenKey } of conditions) {
      if (!this.names.has(key)) this.names.set(key, writtenKey);
    }
    for (const { pattern } of sets.flatMap(({ program }) => program.actions)) {
      const lower = pattern.toLowerCase();
      if (!this.names.has(lower)) this.names.set(lower, pattern);
    }
    const resources = sets.flatMap(({ program }) => program.resources);
    this.variables = [
      ...new Set([
        ...variableKeys(conditions.flatMap(({ templates }) => templates)),
        ...variableKeys(resources.flatMap(({ template }) => (template === null ? [] : [template]))),
      ]),
    ];
  }

  /** The kinds of requests to think of for an action; of those that no policy tells apart, one. */
  worldsFor(resource: ResourceKind): readonly WorldKind[] {
    return callersFor(this.sets, resource);
  }

  /**
   * A request of one kind that fulfils a formula. It is said to be found only if `check`, which asks the engine, agrees.
   */
  find(
    kind: WorldKind,
    action: string,
    build: (sides: readonly Side[]) => Formula,
    check: (request: AuthorizationRequest) => boolean,
  ): Search {
    const look = (assignment: Assignment | undefined): Search => {
      const found = unlessSpent(() =>
        this.search(this.scene(kind, action, assignment), action, build, check),
      );
      return found === 'spent' ? { kind: 'unknown', reason: 'budget', key: '' } : found;
    };
    const found = look(undefined);
    if (found.kind !== 'unknown' || found.reason === 'budget') return found;
    for (const assignment of this.assignments()) {
      const guess = look(assignment);
      if (guess.kind === 'found') return guess;
      if (this.budget.isSpent) break;
    }
    return found;
  }

  /** Whether no request of a kind fulfils a formula: certain when true. `BudgetSpent` is thrown where nobody can tell. */
  isImpossible(
    kind: WorldKind,
    action: string,
    build: (sides: readonly Side[]) => Formula,
  ): boolean {
    const scene = this.scene(kind, action, undefined);
    return this.solutionOf(scene, build(scene.sides)).kind === 'none';
  }

  /** Whether the engine agrees about a request that was found for something else. */
  agrees(
    request: AuthorizationRequest,
    check: (request: AuthorizationRequest) => boolean,
  ): boolean {
    const agreed = unlessSpent(() => this.asked(request, check));
    return agreed === true;
  }

  private asked(
    request: AuthorizationRequest,
    check: (request: AuthorizationRequest) => boolean,
  ): boolean {
    this.budget.take(1 + this.statementCount);
    return check(request);
  }

  private search(
    scene: Scene,
    action: string,
    build: (sides: readonly Side[]) => Formula,
    check: (request: AuthorizationRequest) => boolean,
  ): Search {
    const { world, widened } = scene;
    this.budget.take(1 + this.statementCount);
    const asked = build(scene.sides);
    if (this.forStrangers) keepSourceApart(world);
    const solution = this.solutionOf(scene, asked);
    if (solution.kind === 'none') return solution;
    const request = realize(world, solution.model, action, this.names);
    if (this.asked(request, check)) {
      const plain = withOwnResource(request, world);
      return { kind: 'found', request: this.asked(plain, check) ? plain : request };
    }
    const [first] = widened;
    return { kind: 'unknown', reason: first?.reason ?? 'replay', key: first?.key ?? '' };
  }

  private solutionOf(scene: Scene, asked: Formula): Solution {
    if (asked.kind === 'constant' && !asked.holds) return { kind: 'none' };
    const { world, pinned } = scene;
    return solve(world.space, all([...world.constraints, ...linksOf(scene), ...pinned, asked]));
  }

  /** A few values for the policy variables: any text will mostly do, or none, or one that a policy names. */
  private assignments(): readonly Assignment[] {
    if (this.variables.length === 0) return [];
    const named = this.sets.flatMap(({ program }) =>
      program.conditions
        .filter(({ key }) => this.variables.includes(key))
        .flatMap(({ written }) => written)
        .filter((text) => !/[*?$]/.test(text)),
    );
    const values: readonly (string | null)[] = ['some-name', 'x', null, ...named.slice(0, 3)];
    return values.map((value) => new Map(this.variables.map((key) => [key, value])));
  }

  private scene(kind: WorldKind, action: string, assignment: Assignment | undefined): Scene {
    const values = assignment === undefined ? '' : JSON.stringify([...assignment]);
    const key = `${kind.caller} ${kind.sameAccount} ${kind.resource} ${values}`;
    const known = this.worlds.get(key);
    if (known !== undefined) return known;
    const made = this.makeScene(kind, action, assignment);
    this.worlds.set(key, made);
    return made;
  }

  private makeScene(kind: WorldKind, action: string, assignment: Assignment | undefined): Scene {
    const world = new World(kind, this.budget, this.patterns);
    const widened: { reason: Widening; key: string }[] = [];
    const scenes = this.sets.map((compiled): ConditionScene => {
      return {
        ...this.keys,
        world,
        ask: anyAsk(compiled, kind, action),
        assignment,
        widened: (reason, key) => widened.push({ reason, key }),
      };
    });
    const [first] = scenes;
    const pinned =
      first === undefined || assignment === undefined
        ? []
        : [...assignment].map(([key, value]) => hasValue(key, value, first));
    const sides = scenes.map((scene) => sideOf(scene, kind));
    return { world, widened, sides, pinned, links: [], linked: 0 };
  }
}

/** Who a service calls for is another account than the one that the resource belongs to. */
function keepSourceApart({ space, kind, resourceAccount }: World): void {
  const source = space.numberOf('key text aws:sourceaccount');
  if (kind.caller !== 'service' || source === undefined || resourceAccount === undefined) return;
  space.apart = [source, resourceAccount];
}

interface Scene {
  readonly world: World;
  readonly widened: readonly { readonly reason: Widening; readonly key: string }[];
  readonly sides: readonly Side[];
  readonly pinned: readonly Formula[];
  links: readonly Formula[];
  /** How many dimensions there were when the links were made. */
  linked: number;
}

/** Links between keys, told again only once there are more keys. */
function linksOf(scene: Scene): readonly Formula[] {
  const { length } = scene.world.space.dimensions;
  if (scene.linked !== length) {
    scene.world.space.budget.take(2 * length);
    scene.linked = length;
    scene.links = links(scene.world);
  }
  return scene.links;
}

function sideOf(scene: ConditionScene, kind: WorldKind): Side {
  const statements = new Statements(scene);
  return {
    statements: scene.ask.compiled.program.statements,
    allowed: (action) => allowedFormula(anyAsk(scene.ask.compiled, kind, action), statements),
    applies: (statement, least) => statements.applies(statement, least),
  };
}

/** Any request of a kind for an action: what the engine makes of it beyond its values is the same for all of them. */
export function anyAsk(compiled: CompiledPolicies, kind: WorldKind, action: string): Ask {
  const account = '111122223333';
  const caller = callerOf(kind.caller, {
    partition: 'aws',
    account,
    name: kind.caller === 'serviceLinked' ? 'aws-service-role/any.amazonaws.com/any' : 'any',
    session: 'any',
    user: 'any',
    service: 'any.amazonaws.com',
  });
  const owner = kind.sameAccount ? account : '444455556666';
  const named = kind.resource === 'other-bare' ? '' : owner;
  const service = isOther(kind.resource) ? 'other' : 'ecr';
  const resource = isNothing(kind.resource)
    ? '*'
    : `arn:aws:${service}:us-east-1:${named}:repository/any`;
  return askOf(compiled, prepareRequest({ ...caller, action, resource }), true);
}
