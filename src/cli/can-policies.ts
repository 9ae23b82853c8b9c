import type { Diagnostic } from '../base/diagnostic.js';
import { quote } from '../base/quote.js';
import { type PolicyDocument, type PolicyKind, type PolicySet, parsePolicy } from '../iam/index.js';
import { guessPolicyKind, parsePrincipalPolicies } from '../inputs/index.js';
import { mixedUp, statements } from './file-options.js';
import { reasonOf } from './reading.js';

/** The files that policies are read from, by what each was named as. */
export interface PolicyFiles {
  readonly identity?: readonly string[] | undefined;
  readonly boundary?: readonly string[] | undefined;
  readonly session?: readonly string[] | undefined;
  readonly repository?: string | undefined;
  readonly registry?: string | undefined;
  readonly endpoint?: string | undefined;
  /** `LEVEL=FILE`, the root's first. */
  readonly scp?: readonly string[] | undefined;
  readonly rcp?: readonly string[] | undefined;
  /** Files whose content tells what they are. */
  readonly policies?: readonly string[] | undefined;
}

/** Findings about one file. */
export interface FileFindings {
  readonly path: string;
  readonly findings: readonly Diagnostic[];
}

/** What all files together say, and what is to be said about them. */
export interface ReadPolicies {
  readonly set: PolicySet;
  /** The role behind the session that asks, when a file tells it. */
  readonly roleArn: string | undefined;
  /** The files that the policies of the set came from, by the pointer to each, such as `/identity/0`. */
  readonly sources: ReadonlyMap<string, string>;
  readonly findings: readonly FileFindings[];
  /** What was guessed, as sentences. */
  readonly notes: readonly string[];
  /** What cannot be followed, as sentences. */
  readonly problems: readonly string[];
}

/** Everything read so far: it grows with every file. */
interface Gathering {
  readonly principal: string;
  readonly read: (path: string) => string;
  readonly lists: Map<ListKind, PolicyDocument[]>;
  readonly single: Map<SingleKind, PolicyDocument>;
  readonly levels: Readonly<Record<LevelKind, Map<string, PolicyDocument[]>>>;
  readonly sources: Map<string, string>;
  readonly findings: FileFindings[];
  readonly notes: string[];
  readonly problems: string[];
  roleArn: string | undefined;
}

const listKinds = ['identity', 'boundary', 'session'] as const;
const singleKinds = ['repository', 'registry', 'endpoint'] as const;
const levelKinds = ['scp', 'rcp'] as const;
type ListKind = (typeof listKinds)[number];
type SingleKind = (typeof singleKinds)[number];
type LevelKind = (typeof levelKinds)[number];

/** Reads every file that was named, and gathers the policies in them to one set. */
export function readPolicies(
  files: PolicyFiles,
  principal: string,
  read: (path: string) => string,
): ReadPolicies {
  const all: Gathering = {
    principal,
    read,
    lists: new Map(),
    single: new Map(),
    levels: { scp: new Map(), rcp: new Map() },
    sources: new Map(),
    findings: [],
    notes: [],
    problems: [],
    roleArn: undefined,
  };
  for (const kind of listKinds) for (const path of files[kind] ?? []) addToList(all, kind, path);
  for (const kind of singleKinds) {
    const path = files[kind];
    if (path !== undefined) addSingle(all, kind, path);
  }
  for (const kind of levelKinds) for (const named of files[kind] ?? []) addLevel(all, kind, named);
  for (const path of files.policies ?? []) addGuessed(all, path);
  const { findings, notes, problems, roleArn, sources } = all;
  return { set: setOf(all), roleArn, sources, findings, notes, problems };
}

function setOf({ lists, single, levels }: Gathering): PolicySet {
  const levelsOf = (kind: LevelKind) =>
    levels[kind].size === 0
      ? undefined
      : [...levels[kind]].map(([id, policies]) => ({ id, policies }));
  return {
    ...Object.fromEntries(lists),
    ...Object.fromEntries(single),
    scps: levelsOf('scp'),
    rcps: levelsOf('rcp'),
  };
}

function textOf(all: Gathering, path: string): string | undefined {
  try {
    return all.read(path);
  } catch (error) {
    all.problems.push(`${quote(path)} cannot be read: ${reasonOf(error)}`);
    return undefined;
  }
}

function addToList(all: Gathering, kind: ListKind, path: string, text = textOf(all, path)): void {
  if (text !== undefined) append(all, kind, path, text);
}

function addSingle(all: Gathering, kind: SingleKind, path: string, text = textOf(all, path)): void {
  if (text === undefined) return;
  if (all.single.has(kind)) {
    all.problems.push(`${quote(path)} is a second ${kind} policy, and there is only one`);
  }
  const document = readPolicy(all, kind, path, text);
  if (document === undefined) return;
  all.single.set(kind, document);
  all.sources.set(`/${kind}`, path);
}

function append(all: Gathering, kind: ListKind, path: string, document: unknown, at = ''): void {
  const read = readPolicy(all, kind, path, document, at);
  if (read === undefined) return;
  const known = all.lists.get(kind) ?? [];
  all.lists.set(kind, [...known, read]);
  all.sources.set(`/${kind}/${known.length}`, at === '' ? path : `${path}#${at}`);
}

/** A policy, or nothing when it was refused; what was found is kept with its place in the file. */
function readPolicy(
  all: Gathering,
  kind: PolicyKind,
  path: string,
  document: unknown,
  at = '',
): PolicyDocument | undefined {
  const result = parsePolicy(document, kind);
  const mixed =
    result.ok || typeof document !== 'string'
      ? undefined
      : mixedUp({ path, text: document }, statements);
  if (mixed !== undefined) {
    all.findings.push({ path, findings: [mixed] });
    return undefined;
  }
  const findings =
    at === ''
      ? result.diagnostics
      : result.diagnostics.map((found) => ({ ...found, at: at + found.at, range: undefined }));
  if (findings.length > 0) all.findings.push({ path, findings });
  return result.ok ? result.value : undefined;
}

function addLevel(all: Gathering, kind: LevelKind, named: string): void {
  const equals = named.indexOf('=');
  if (equals < 1) {
    all.problems.push(`${quote(named)} names no level: write \`--${kind} root=${named}\``);
    return;
  }
  const level = named.slice(0, equals);
  const path = named.slice(equals + 1);
  const text = textOf(all, path);
  if (text === undefined) return;
  const document = readPolicy(all, kind, path, text);
  const known = all.levels[kind].get(level) ?? [];
  all.levels[kind].set(level, document === undefined ? known : [...known, document]);
  const number = [...all.levels[kind].keys()].indexOf(level);
  all.sources.set(`/${kind}s/${number}/policies/${known.length}`, path);
}

/** Takes a file for what its content tells, says so, and refuses what content cannot tell. */
function addGuessed(all: Gathering, path: string): void {
  const text = textOf(all, path);
  if (text === undefined) return;
  const { kind, sign } = guessPolicyKind(text);
  switch (kind) {
    case 'untold':
      addUntold(all, path, text, sign);
      return;
    case 'authorization-details':
      addPrincipal(all, path, text);
      return;
    case 'identity':
      all.notes.push(`${path} is taken for an identity policy, since ${sign}`);
      addToList(all, kind, path, text);
      return;
    default:
      all.notes.push(`${path} is taken for the ${kind} policy, since ${sign}`);
      addSingle(all, kind, path, text);
  }
}

function addUntold(all: Gathering, path: string, text: string, sign: string): void {
  const mixed = mixedUp({ path, text }, statements);
  if (mixed === undefined) {
    all.problems.push(
      `${quote(path)} does not tell what kind of policy it is: ${sign}; name it, as in \`--repository ${path}\``,
    );
  } else {
    all.findings.push({ path, findings: [mixed] });
  }
}

/** Adds the policies of whoever asks from the output that lists all principals of an account. */
function addPrincipal(all: Gathering, path: string, text: string): void {
  const found = parsePrincipalPolicies(text, all.principal);
  if (found.diagnostics.length > 0) all.findings.push({ path, findings: found.diagnostics });
  if (!found.ok) return;
  const { arn, identity, boundary } = found.value;
  const limit = boundary === undefined ? '' : ' and its permissions boundary';
  const policies = identity.length === 1 ? '1 policy' : `${identity.length} policies`;
  all.notes.push(`${path} gives ${policies} of ${arn}${limit}`);
  for (const { document, at } of identity) append(all, 'identity', path, document, at);
  if (boundary !== undefined) all.lists.set('boundary', all.lists.get('boundary') ?? []);
  for (const { document, at } of boundary ?? []) append(all, 'boundary', path, document, at);
  if (arn.includes(':role/')) all.roleArn = arn;
}
