import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import ts from 'typescript';

/** Files of a source tree by path below `src`, with their text. */
export type SourceTree = ReadonlyMap<string, string>;

/** The four floors, lowest first, and on the ground floor the order of its rooms. */
const floors: readonly (readonly string[])[] = [
  ['base', 'glob', 'facts', 'model', 'inputs', 'generated', 'notations'],
  [
    'iam',
    'lifecycle',
    'tagging',
    'replication-rules',
    'creation-templates',
    'pull-through',
    'scanning',
    'signing',
  ],
  ['registry', 'simulate', 'lint'],
  ['words', 'report', 'cli', 'index.ts'],
];

/**
 * On the ground floor, in the house and among the doors a room may use those before it; domains are strangers to each
 * other. A simulation takes a whole registry from day to day, and steps through it by the registry's own door.
 */
const orders: Readonly<Record<number, readonly string[]>> = {
  0: ['base', 'glob', 'facts', 'generated', 'model', 'inputs', 'notations'],
  2: ['registry', 'simulate'],
  3: ['words', 'report', 'cli', 'index.ts'],
};

/**
 * Imports that leave the rule, each with the sentence that justifies it. A room is written as its folder, or as
 * `folder/part` where only that part is meant.
 */
const exceptions: readonly { readonly from: string; readonly to: string; readonly why: string }[] =
  [
    {
      from: 'creation-templates',
      to: 'tagging',
      why: 'a template contains tag settings and resource tags, so its reader uses theirs: reading and types only, never a verb',
    },
    {
      from: 'creation-templates',
      to: 'iam',
      why: 'a template contains the text of a repository policy, so its reader uses that one: reading and types only, never a verb',
    },
    {
      from: 'creation-templates',
      to: 'lifecycle',
      why: 'a template contains the text of a lifecycle policy, so its reader uses that one: reading and types only, never a verb',
    },
  ];

/** Every import that a source tree must not have, as a sentence; an empty list means the house stands. */
export function violations(tree: SourceTree): readonly string[] {
  const edges = importsOf(tree);
  return [...edges.flatMap(misplaced), ...circles(edges), ...forbiddenModules(tree)];
}

interface Edge {
  readonly from: string;
  readonly to: string;
}

/** All imports between files of the tree, type imports included. */
function importsOf(tree: SourceTree): readonly Edge[] {
  return [...tree].flatMap(([from, text]) =>
    specifiers(text)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => ({ from, to: resolved(tree, from, specifier) })),
  );
}

function specifiers(text: string): readonly string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

function resolved(tree: SourceTree, from: string, specifier: string): string {
  const path = join(dirname(from), specifier);
  const source = path.replace(/\.js$/, '.ts');
  return tree.has(source) ? source : path;
}

function misplaced({ from, to }: Edge): readonly string[] {
  const [here, there] = [room(from), room(to)];
  if (here === there) return engineKnowsService(from, to);
  if (to.startsWith('..')) return [`${from} imports ${to}, which lies outside src`];
  if (exceptions.some((allowed) => allowed.from === here && allowed.to === there)) return [];
  const [floor, below] = [floorOf(here), floorOf(there)];
  if (floor === -1 || below === -1) return [`${floor === -1 ? from : to} stands on no floor`];
  if (below > floor) return [`${from} imports ${to}, which stands a floor above it`];
  if (below < floor) return throughTheDoor(from, to, there);
  const order = orders[floor] ?? [];
  if (order.includes(there) && order.indexOf(there) < order.indexOf(here)) return [];
  return [`${from} imports ${to}, a stranger on the same floor`];
}

/** Inside iam the engine takes the catalog as a parameter and never reaches for it. */
function engineKnowsService(from: string, to: string): readonly string[] {
  const engine = /^iam\/(match|operators|layers)\//.test(from);
  return engine && to.startsWith('iam/ecr/')
    ? [`${from} imports ${to}: the engine knows no service`]
    : [];
}

/** A domain is entered through its index from any higher floor. */
function throughTheDoor(from: string, to: string, there: string): readonly string[] {
  const domain = floors[1]?.includes(there) ?? false;
  const door = /^[^/]+\/(analyze\/|ecr\/|lint\/|living\/|resources\/|tally\/)?index\.ts$/.test(to);
  return domain && !door ? [`${from} imports ${to} past the door of ${there}`] : [];
}

function room(path: string): string {
  return path.split('/')[0] ?? '';
}

function floorOf(name: string): number {
  return floors.findIndex((rooms) => rooms.includes(name));
}

/** Files that import themselves by any way round. */
function circles(edges: readonly Edge[]): readonly string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of edges) targets.set(from, [...(targets.get(from) ?? []), to]);
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      found.push(`a circle: ${[...trail.slice(trail.indexOf(file)), file].join(' > ')}`);
      return;
    }
    state.set(file, 'open');
    for (const next of targets.get(file) ?? []) visit(next, [...trail, file]);
    state.set(file, 'done');
  };
  for (const file of targets.keys()) visit(file, []);
  return found;
}

/** Packages that each part may use; everything else is written in package.json for tests and scripts only. */
const packagesOf: Readonly<Record<string, readonly string[]>> = {
  base: ['jsonc-parser/lib/esm/impl/scanner.js'],
  registry: ['@noble/hashes/sha2.js', '@noble/hashes/utils.js'],
  notations: ['yaml'],
  report: ['picocolors'],
  cli: [
    'commander',
    'picocolors',
    'minimatch',
    'date-fns',
    'ignore',
    'yaml',
    'cli-progress',
    '@cdktn/hcl2json',
  ],
  simulate: ['date-fns'],
};

function forbiddenModules(tree: SourceTree): readonly string[] {
  return [...tree].flatMap(([file, text]) => {
    const allowed = packagesOf[room(file)] ?? [];
    const outside = specifiers(text).filter((specifier) => !specifier.startsWith('.'));
    const wrong = outside.filter((specifier) =>
      specifier.startsWith('node:') ? room(file) !== 'cli' : !allowed.includes(specifier),
    );
    return wrong.map((specifier) => `${file} imports ${specifier}, which does not belong there`);
  });
}

/** The source tree on disk. */
export function readTree(folder: URL): SourceTree {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .sort();
  return new Map(files.map((path) => [path, readFileSync(new URL(path, folder), 'utf8')]));
}
