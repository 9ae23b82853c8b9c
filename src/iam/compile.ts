import { policyVersions } from '../facts/policy.js';
import { actionIndex } from './compile/action-index.js';
import { emptyPools, type Pools } from './compile/pools.js';
import { compileStatement } from './compile/statement.js';
import type { CompiledLayer, CompiledPolicies, CompiledStatement, Program } from './compiled.js';
import { ecrCatalog } from './ecr/catalog.js';
import { layersPerPage, layerTable } from './layers/table.js';
import { defaultReadings } from './readings.js';
import type {
  Catalog,
  IamReadings,
  PolicyDocument,
  PolicyKind,
  PolicyLevel,
  PolicySet,
  PolicyStatement,
} from './types.js';

/** What to take for granted that the policies do not say. */
export interface CompileOptions {
  readonly readings?: Partial<IamReadings> | undefined;
  /** The service whose actions are known; ECR when absent. */
  readonly catalog?: Catalog | undefined;
}

/** Turns policies into the form that `authorize` runs: plain data, which a JSON round trip leaves as it is. */
export function compilePolicies(
  set: PolicySet,
  { readings, catalog = ecrCatalog }: CompileOptions = {},
): CompiledPolicies {
  const program = compileProgram(set);
  return {
    program,
    index: actionIndex(program),
    readings: { ...defaultReadings, ...readings },
    catalog,
  };
}

function compileProgram(set: PolicySet): Program {
  const pools = emptyPools();
  const layers = layersOf(set);
  const statements = layers.flatMap((layer, number) => statementsOf(layer, number, pools));
  return {
    layers: layers.map(({ kind, level, at }) => ({ kind, level, at })),
    pages: pagesOf(layers),
    statements,
    actions: pools.actions.items,
    heads: pools.heads.items,
    resources: pools.resources.items,
    principals: pools.principals.items,
    conditions: pools.conditions.items,
    registryPolicyScope: set.registryPolicyScope ?? 'V2',
    principalAccountIsManagement: set.principalAccountIsManagement ?? false,
    resourceAccountIsManagement: set.resourceAccountIsManagement ?? false,
    doubts: doubtsOf(set, pools),
  };
}

/** Some readings are about what is there, or missing, and not about how it is written. */
function doubtsOf(set: PolicySet, { doubts }: Pools): readonly (keyof IamReadings)[] {
  const found = [...doubts];
  if (set.session === undefined) found.push('federatedWithoutSession');
  if (set.registry !== undefined) found.push('registryPolicyOnStarOnly');
  if (set.repository !== undefined) found.push('replicateInRepositoryPolicy');
  return found;
}

interface Layer extends CompiledLayer {
  readonly documents: readonly { readonly document: PolicyDocument; readonly at: string }[];
}

/** The layers there are, in the order of the table. The identity layer is always one: its silence counts. */
function layersOf(set: PolicySet): readonly Layer[] {
  const { repository, registry, identity = [], boundary, session, endpoint, scps, rcps } = set;
  return [
    ...single('repository', repository),
    ...single('registry', registry),
    ...several('identity', identity),
    ...several('boundary', boundary),
    ...several('session', session),
    ...single('endpoint', endpoint),
    ...levels('scp', scps),
    ...levels('rcp', rcps),
  ];
}

function single(kind: PolicyKind, document: PolicyDocument | undefined): Layer[] {
  if (document === undefined) return [];
  const at = `/${kind}`;
  return [{ kind, level: null, at, documents: [{ document, at }] }];
}

function several(kind: PolicyKind, documents: readonly PolicyDocument[] | undefined): Layer[] {
  if (documents === undefined) return [];
  const at = `/${kind}`;
  return [{ kind, level: null, at, documents: numbered(documents, at) }];
}

function levels(kind: 'scp' | 'rcp', of: readonly PolicyLevel[] | undefined): Layer[] {
  return (of ?? []).map(({ id, policies }, index) => {
    const at = `/${kind}s/${index}`;
    return { kind, level: id, at, documents: numbered(policies, `${at}/policies`) };
  });
}

function numbered(documents: readonly PolicyDocument[], at: string): Layer['documents'] {
  return documents.map((document, index) => ({ document, at: `${at}/${index}` }));
}

function statementsOf({ kind, documents }: Layer, layer: number, pools: Pools) {
  return documents.flatMap(({ document, at }): CompiledStatement[] => {
    if (!isObject(document)) return [];
    // Only the newer version of the language has policy variables, and a missing version is the older one.
    const hasVariables = document.Version === policyVersions[0];
    return listed(document.Statement, `${at}/Statement`).flatMap(([statement, place]) =>
      isObject(statement)
        ? compileStatement(statement, { kind, layer, at: place, hasVariables }, pools)
        : [],
    );
  });
}

/** Documents that nobody validated may hold anything. */
function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** The statements with their places; a document may hold a single one without a list around it. */
function listed(
  statements: PolicyDocument['Statement'],
  at: string,
): readonly (readonly [PolicyStatement, string])[] {
  if (!isList(statements)) return [[statements, at]];
  return statements.map((statement, index) => [statement, `${at}/${index}`]);
}

/** `Array.isArray` does not take a readonly list out of the union. */
function isList(of: PolicyDocument['Statement']): of is readonly PolicyStatement[] {
  return Array.isArray(of);
}

/** A bit for every layer, by kind, thirty to a page. */
function pagesOf(layers: readonly CompiledLayer[]): readonly (readonly number[])[] {
  const starts = layers.flatMap((_, number) => (number % layersPerPage === 0 ? [number] : []));
  return starts.map((start) => {
    const page = layers.slice(start, start + layersPerPage);
    return layerTable.map((rule) =>
      page.reduce((bits, { kind }, bit) => (kind === rule.kind ? bits | (1 << bit) : bits), 0),
    );
  });
}
