import type { Diagnostic } from '../base/diagnostic.js';
import { readDocument } from '../base/document.js';
import { property, textOf } from '../base/loose.js';
import { quote } from '../base/quote.js';
import { failure, type Result, success, unlessRefused } from '../base/result.js';
import type { FactId } from '../facts/ledger/index.js';
import { hostRegistry, registryHost } from '../model/host.js';
import { type ImageUri, parseImageUri } from '../model/image-uri.js';
import { isRegistryId, regionProblems, registryIdProblems } from '../model/registry.js';
import {
  type CompiledReplication,
  compileReplication,
  type DestinationExplanation,
  type DestinationPlan,
  explainReplication,
  parseReplicationConfiguration,
  type RegistryAddress,
  type ReplicationCause,
  type ReplicationPlan,
  type ReplicationPush,
  type ReplicationWorld,
} from '../replication-rules/index.js';

/** What `replicate` is asked, as text or as values. */
export interface ReplicateInput {
  /** A replication configuration, or what `aws ecr describe-registry` printed. */
  readonly config: unknown;
  /** `repository:tag` or a whole image URI; several must be tags of one image. */
  readonly push: string | readonly string[];
  /** The registry that is pushed to, where neither the configuration nor the image's URI tells it. */
  readonly region?: string | undefined;
  readonly registryId?: string | undefined;
  /** `push` unless given. */
  readonly cause?: ReplicationCause | undefined;
  /** What is known of the destinations; all else is unknown, and the plan says what depends on it. */
  readonly world?: ReplicationWorld | undefined;
}

/** The same once everything has been read. */
export interface ReplicateQuestion {
  readonly compiled: CompiledReplication;
  readonly push: ReplicationPush;
  readonly world?: ReplicationWorld | undefined;
}

/** What each destination gets of a push, and why. */
export interface ReplicateAnswer extends ReplicationPlan {
  readonly source: RegistryAddress;
  readonly push: ReplicationPush;
  readonly destinations: readonly ToldDestination[];
}

/** One destination's plan with its reason. */
export type ToldDestination = DestinationPlan &
  Pick<DestinationExplanation, 'sentence' | 'misses' | 'because'>;

/** Reads a replication configuration and a push, and says what each destination gets of it and why. */
export function replicate(input: ReplicateInput): Result<ReplicateAnswer> {
  const { push: given, cause = 'push', world } = input;
  const texts = typeof given === 'string' ? [given] : given;
  const read = readReplication(input.config, { ...input, push: texts });
  if (!read.ok) return read;
  const push = readPush(texts, read.value.source);
  const diagnostics = [...read.diagnostics, ...push.diagnostics];
  if (!push.ok) return failure(diagnostics);
  const question = { compiled: read.value, push: { ...push.value, cause }, world };
  return success(answerReplicate(question), diagnostics);
}

/** What each destination gets, its plan and its reason in one. */
export function answerReplicate({ compiled, push, world }: ReplicateQuestion): ReplicateAnswer {
  const { plan, destinations } = explainReplication(compiled, push, world);
  return {
    source: compiled.source,
    push,
    ...plan,
    destinations: plan.destinations.flatMap((destination, index) => {
      const told = destinations[index];
      if (told === undefined) return [];
      const { sentence, misses, because } = told;
      return [{ ...destination, sentence, misses, because }];
    }),
  };
}

/**
 * Reads a configuration and binds it to its registry: as it was said, else as an image's URI or the document tells. What
 * is wrong with the document comes first, for a broken one would tell nothing of its registry.
 */
export function readReplication(
  config: unknown,
  told: Pick<ReplicateInput, 'region' | 'registryId'> & { readonly push: readonly string[] },
): Result<CompiledReplication> {
  const alone = parseReplicationConfiguration(config);
  if (!alone.ok) return alone;
  const source = sourceOf(config, told);
  if (!source.ok) return source;
  const bound = parseReplicationConfiguration(config, source.value);
  if (!bound.ok) return bound;
  return success(compileReplication(bound.value, source.value), bound.diagnostics);
}

function sourceOf(
  config: unknown,
  { region, registryId, push }: Parameters<typeof readReplication>[1],
): Result<RegistryAddress> {
  const uri = push.map(registryInUri).find((found) => found !== undefined);
  const source = {
    registryId: registryId ?? uri?.registryId ?? registryIdIn(config),
    region: region ?? uri?.region,
  };
  const problems = [
    ...(source.registryId === undefined ? [unknownAccount] : registryIdProblems(source.registryId)),
    ...(source.region === undefined ? [unknownRegion] : regionProblems(source.region)),
  ];
  const { registryId: account = '', region: place = '' } = source;
  return unlessRefused({ region: place, registryId: account }, problems);
}

const unknownAccount: Diagnostic = {
  code: 'replicate/unknown-account',
  severity: 'error',
  message: 'which account pushes is not known',
  at: '',
  because: ['repository.uri'] satisfies FactId[],
  help: 'say --registry-id on the command line or `registryId` in a program, or give the output of describe-registry',
};

const unknownRegion: Diagnostic = {
  code: 'replicate/unknown-region',
  severity: 'error',
  message: 'which Region is pushed to is not known',
  at: '',
  because: ['repository.uri'] satisfies FactId[],
  help: 'say --region on the command line or `region` in a program, or push by the whole URI',
};

function registryInUri(push: string): RegistryAddress | undefined {
  return hostRegistry((push.split('/')[0] ?? '').toLowerCase());
}

const voice = {
  domain: 'replication-rules',
  otherwise: 'replication.grammar' satisfies FactId,
};

/** DescribeRegistry's answer carries the account. */
function registryIdIn(config: unknown): string | undefined {
  const document = readDocument(config, voice);
  const id = document.ok ? textOf(property(document.value.value, 'registryId')) : undefined;
  return id !== undefined && isRegistryId(id) ? id : undefined;
}

/** Reads what is pushed: one image of the source registry, under one tag or several. */
export function readPush(
  texts: readonly string[],
  source: RegistryAddress,
): Result<Omit<ReplicationPush, 'cause'>> {
  const read = texts.map((text) => readUri(text, source));
  const uris = read.flatMap((result) => (result.ok ? [result.value] : []));
  const [first] = uris;
  const repositoryName = first?.repositoryName ?? '';
  const digests = new Set(uris.flatMap(({ imageDigest }) => imageDigest ?? []));
  const several = digests.size > 1 || uris.some((uri) => uri.repositoryName !== repositoryName);
  const imageTags = [...new Set(uris.flatMap(({ imageTag }) => imageTag ?? []))];
  const [imageDigest = unknownDigest] = digests;
  return unlessRefused({ repositoryName, imageDigest, imageTags }, [
    ...read.flatMap(({ diagnostics }) => diagnostics),
    ...(texts.length === 0 ? [nothingPushed] : []),
    ...(several ? [severalImages] : []),
  ]);
}

/** What stands in the plan for a digest that was not given; no outcome depends on it. */
const unknownDigest = 'unknown';

const nothingPushed: Diagnostic = {
  code: 'replicate/nothing-pushed',
  severity: 'error',
  message: 'nothing is pushed',
  at: '',
  because: ['replication.onlyNewContent'] satisfies FactId[],
  help: 'name an image as repository:tag',
};

const severalImages: Diagnostic = {
  code: 'replicate/several-images',
  severity: 'error',
  message: 'these are not tags of one image',
  at: '',
  because: ['replication.unitIsImageAndTag'] satisfies FactId[],
  help: 'ask for each image apart',
};

/** A name without a host is one of the source registry. Notes about hosts are left to other readers. */
function readUri(text: string, source: RegistryAddress): Result<ImageUri> {
  const own = registryInUri(text);
  const read = parseImageUri(own === undefined ? `${registryHost(source)}/${text}` : text);
  const found = read.diagnostics.filter(({ severity }) => severity !== 'info');
  if (!read.ok) return failure(found);
  const { region, registryId } = read.value;
  const elsewhere = region !== source.region || registryId !== source.registryId;
  return unlessRefused(
    read.value,
    elsewhere ? [...found, imageElsewhere(read.value, source)] : found,
  );
}

function imageElsewhere(
  { region, registryId, repositoryName }: ImageUri,
  source: RegistryAddress,
): Diagnostic {
  return {
    code: 'replicate/other-registry',
    severity: 'error',
    message: `${quote(repositoryName)} is an image of ${registryId} in ${region}, and the configuration is of ${source.registryId} in ${source.region}`,
    at: '',
    because: ['repository.uri'] satisfies FactId[],
    help: 'take the configuration of the registry that is pushed to',
  };
}
