import { readDocument } from '../base/document.js';
import { property } from '../base/loose.js';
import { compileCreationTemplates, parseCreationTemplates } from '../creation-templates/index.js';
import { hostRegistry, registryHost } from '../model/host.js';
import { type ImageUri, parseImageUri } from '../model/image-uri.js';
import { isRegistryId, regionProblems, registryIdProblems } from '../model/registry.js';
import { templateStateOf } from '../registry/index.js';
import {
  compileReplication,
  type Diagnostic,
  explainReplication,
  parseReplicationConfiguration,
  type RegistryAddress,
  type ReplicationConfiguration,
  type ReplicationPush,
} from '../replication-rules/index.js';
import { replicationJson, replicationMarkdown, replicationText } from '../report/replication.js';
import { type ToldArguments, type ToldTemplate, takenApart, worldOf } from './replicate-world.js';

/** The outside world, as far as this command touches it. */
export interface ReplicateIo {
  /** The text of a file; `-` is standard input. Throws an Error that says why it cannot be read. */
  readonly readText: (path: string) => string;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly columns: number;
  readonly colour: boolean;
}

/** Formats of `replicate`. */
export const replicateFormats = ['text', 'json', 'markdown'] as const;

/** What makes an image travel, as `--cause` takes it. */
export const replicateCauses = ['push', 'restore', 'pull-through', 'replicated'] as const;

/** What the command line says; every value as it was typed. */
export interface ReplicateArguments extends ToldArguments {
  /** A replication configuration, or what `aws ecr describe-registry` printed. */
  readonly config: string;
  /** `repository:tag` or a whole image URI; several must be tags of one image. */
  readonly push: readonly string[];
  /** The source registry, where neither the configuration's file nor the image's URI tells it. */
  readonly region?: string | undefined;
  readonly registryId?: string | undefined;
  readonly cause?: string | undefined;
  readonly format?: string | undefined;
}

/** A sentence that tells the person what is wrong with the call. */
class Usage extends Error {}

/**
 * `ecr-drydock replicate`: where a pushed image goes, and why not everywhere. Exit code: 0 fine, 1 a destination that is
 * meant cannot get it or none is meant, 2 usage or input that cannot be read.
 */
export function runReplicate(given: ReplicateArguments, io: ReplicateIo): 0 | 1 | 2 {
  try {
    return replicate(given, io);
  } catch (error) {
    if (!(error instanceof Usage)) throw error;
    if (error.message !== '') io.writeError(`${error.message}\n`);
    return 2;
  }
}

function replicate(given: ReplicateArguments, io: ReplicateIo): 0 | 1 {
  const format = oneOf('--format', given.format ?? 'text', replicateFormats);
  const cause = oneOf('--cause', given.cause ?? 'push', replicateCauses);
  const text = textOf(given.config, io);
  // What the file is comes before whose it is: a broken file would tell nothing of its registry.
  if (!parseReplicationConfiguration(text).ok) configurationOf(given.config, text, undefined, io);
  const source = sourceOf(given, text);
  const configuration = configurationOf(given.config, text, source, io);
  const push = { ...pushOf(given.push, source, io), cause };
  const compiled = compileReplication(configuration, source);
  const world = worldOf(given, compiled, templatesOf(given, push, io));
  if (typeof world === 'string') throw new Usage(world);
  const explanation = explainReplication(compiled, push, world);
  const report = { source, push, explanation };
  if (format === 'json') io.write(replicationJson(report));
  else if (format === 'markdown') io.write(replicationMarkdown(report));
  else io.write(replicationText(report, io));
  const outcomes = explanation.plan.destinations.map(({ outcome }) => outcome);
  const missed = outcomes.some((outcome) => ['denied', 'failed', 'unsupported'].includes(outcome));
  const meant = outcomes.some((outcome) => outcome === 'copied' || outcome === 'depends');
  return missed || !meant ? 1 : 0;
}

function oneOf<Word extends string>(flag: string, given: string, words: readonly Word[]): Word {
  const word = words.find((known) => known === given);
  if (word === undefined) throw new Usage(`${flag} takes one of ${words.join(', ')}, not ${given}`);
  return word;
}

function textOf(path: string, io: ReplicateIo): string {
  try {
    return io.readText(path);
  } catch (error) {
    throw new Usage(`${path}: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
}

/** The registry the configuration is of: as it was said, else as the image's URI or the file tells. */
function sourceOf({ push, region, registryId }: ReplicateArguments, text: string): RegistryAddress {
  const uri = push.map(registryInUri).find((found) => found !== undefined);
  const found = {
    region: region ?? uri?.region,
    registryId: registryId ?? uri?.registryId ?? registryIdIn(text),
  };
  if (found.registryId === undefined) {
    throw new Usage(
      'which account pushes is not known; say --registry-id, or give the output of describe-registry',
    );
  }
  if (found.region === undefined) {
    throw new Usage('which Region is pushed to is not known; say --region');
  }
  const [problem] = [...registryIdProblems(found.registryId), ...regionProblems(found.region)];
  if (problem !== undefined) throw new Usage(`${problem.message}; ${problem.help}`);
  return { region: found.region, registryId: found.registryId };
}

function registryInUri(push: string): RegistryAddress | undefined {
  return hostRegistry((push.split('/')[0] ?? '').toLowerCase());
}

/** DescribeRegistry's answer carries the account. */
function registryIdIn(text: string): string | undefined {
  const document = readDocument(text, 'replication-rules');
  const id = document.ok ? property(document.value.value, 'registryId') : undefined;
  return typeof id === 'string' && isRegistryId(id) ? id : undefined;
}

function configurationOf(
  path: string,
  text: string,
  source: RegistryAddress | undefined,
  io: ReplicateIo,
): ReplicationConfiguration {
  const read = parseReplicationConfiguration(text, source);
  tellProblems(path, read.diagnostics, io);
  if (!read.ok) throw new Usage('');
  return read.value;
}

/** The template of each `--template`, and the one that each file of `--templates` gives the repository. */
function templatesOf(
  { template = [], templates = [] }: ToldArguments,
  { repositoryName }: Pick<ReplicationPush, 'repositoryName'>,
  io: ReplicateIo,
): readonly (readonly [flag: string, told: ToldTemplate])[] {
  const named = template.map((typed): [string, ToldTemplate] => {
    const { where, value } = takenApart(typed);
    return ['--template', { where, template: value === 'none' ? null : { prefix: value } }];
  });
  const chosen = templates.map((typed): [string, ToldTemplate] => {
    const { where, value: path } = takenApart(typed);
    const read = parseCreationTemplates(textOf(path, io));
    tellProblems(path, read.diagnostics, io);
    if (!read.ok) throw new Usage('');
    const compiled = compileCreationTemplates(read.value);
    return ['--templates', { where, template: templateStateOf(compiled, repositoryName) }];
  });
  return [...named, ...chosen];
}

function tellProblems(path: string, diagnostics: readonly Diagnostic[], io: ReplicateIo): void {
  for (const problem of diagnostics) io.writeError(`${problemLine(path, problem)}\n`);
}

function problemLine(
  path: string,
  { severity, message, at, range, help, code }: Diagnostic,
): string {
  const place = range === undefined ? at : `${range.start.line}:${range.start.column}`;
  const remedy = help === undefined ? '' : `; ${help}`;
  return `${path}:${place}: ${severity}: ${message}${remedy} [${code}]`;
}

function pushOf(
  given: readonly string[],
  source: RegistryAddress,
  io: ReplicateIo,
): Omit<ReplicationPush, 'cause'> {
  const uris = given.map((text) => uriOf(text, source, io));
  const [first] = uris;
  if (first === undefined) throw new Usage('name what is pushed with --push repository:tag');
  const { repositoryName } = first;
  const digests = new Set(uris.flatMap(({ imageDigest }) => imageDigest ?? []));
  if (uris.some((uri) => uri.repositoryName !== repositoryName) || digests.size > 1) {
    throw new Usage('several --push have to be tags of one image; ask for each image apart');
  }
  const imageTags = [...new Set(uris.flatMap(({ imageTag }) => imageTag ?? []))];
  return { repositoryName, imageDigest: [...digests][0] ?? unknownDigest, imageTags };
}

/** What stands in the plan for a digest that was not given; no outcome depends on it. */
const unknownDigest = 'unknown';

/** A name without a host is one of the source registry. */
function uriOf(text: string, source: RegistryAddress, io: ReplicateIo): ImageUri {
  const own = registryInUri(text);
  const read = parseImageUri(own === undefined ? `${registryHost(source)}/${text}` : text);
  for (const { severity, message, help } of read.diagnostics) {
    const remedy = help === undefined ? '' : `; ${help}`;
    if (severity !== 'info') io.writeError(`--push ${text}: ${severity}: ${message}${remedy}\n`);
  }
  if (!read.ok) throw new Usage('');
  const { region, registryId } = read.value;
  if (region !== source.region || registryId !== source.registryId) {
    throw new Usage(
      `--push ${text}: this is an image of ${registryId} in ${region}, and the configuration is of ${source.registryId} in ${source.region}`,
    );
  }
  return read.value;
}
