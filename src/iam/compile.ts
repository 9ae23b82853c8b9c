import { at } from '../base/invariant.js';
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
  const statements = statementsOf(layers, pools);
  return {
    layers: layers.map((layer) => ({ kind: layer.kind, level: layer.level, at: layer.at })),
    pages: pagesOf(layers),
    statements,
    actions: pools.actions.items,
    heads: pools.heads.items,
    resources: pools.resources.items,
    principals: pools.principals.items,
    conditions: pools.conditions.items,
    registryPolicyScope: set.registryPolicyScope ?? 'V2',
    hasBoundary: set.boundary !== undefined,
    hasSession: set.session !== undefined,
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
  return listOf(of).flatMap((level, index) => {
    if (!isObject(level)) return [];
    const at = `/${kind}s/${index}`;
    const documents = numbered(level.policies, `${at}/policies`);
    return { kind, level: level.id, at, documents };
  });
}

function numbered(documents: readonly PolicyDocument[], at: string): Layer['documents'] {
  return listOf(documents).map((document, index) => ({ document, at: `${at}/${index}` }));
}

/** The statements of all layers, in the order in which the policies hold them. */
function statementsOf(layers: readonly Layer[], pools: Pools): readonly CompiledStatement[] {
  const compiled: CompiledStatement[] = [];
  for (const [layer, { kind, documents }] of layers.entries()) {
    for (const { document, at } of documents) {
      if (!isObject(document)) continue;
      // Only the newer version of the language has policy variables, and a missing version is the older one.
      const hasVariables = document.Version === policyVersions[0];
      const { Statement } = document;
      const statements = isList(Statement) ? Statement : [Statement];
      for (const [index, statement] of statements.entries()) {
        if (!isObject(statement)) continue;
        // A document may hold a single statement without a list around it.
        const place = isList(Statement) ? `${at}/Statement/${index}` : `${at}/Statement`;
        const where = { kind, layer, at: place, hasVariables };
        compiled.push(compileStatement(statement, where, pools));
      }
    }
  }
  return compiled;
}

function listOf<Item>(of: readonly Item[] | undefined): readonly Item[] {
  return Array.isArray(of) ? of : [];
}

/** What nobody validated may hold anything. */
function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** `Array.isArray` does not take a readonly list out of the union. */
function isList(of: PolicyDocument['Statement']): of is readonly PolicyStatement[] {
  return Array.isArray(of);
}

/** A bit for every layer, by kind, thirty to a page. */
function pagesOf(layers: readonly CompiledLayer[]): readonly (readonly number[])[] {
  const pages: number[][] = [];
  for (const [number, { kind }] of layers.entries()) {
    const bit = number % layersPerPage;
    if (bit === 0) pages.push(layerTable.map(() => 0));
    const row = layerTable.findIndex((rule) => rule.kind === kind);
    const page = at(pages, pages.length - 1);
    page[row] = (page[row] ?? 0) | (1 << bit);
  }
  return pages;
}
