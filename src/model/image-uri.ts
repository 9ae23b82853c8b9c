import type { Diagnostic } from '../base/diagnostic.js';
import { quote } from '../base/quote.js';
import { failure, type Result, unlessRefused } from '../base/result.js';
import type { FactId } from '../facts/ledger/index.js';
import { imageDigestPattern, imageTagLengthMax, imageTagPattern } from '../facts/repository.js';
import { type HostKind, hostKindOf, hostProblems, hostRegistry, registryHost } from './host.js';
import { regionNotes, regionProblems, registryIdProblems } from './registry.js';
import {
  type RepositoryAddress,
  type RepositoryNameReadings,
  repositoryNameNotes,
  repositoryNameProblems,
} from './repository.js';

/** An image or a whole repository as docker, Kubernetes and Lambda name it. */
export interface ImageUri extends RepositoryAddress {
  /** Which of the registry's hosts is named; absent means the plain one. */
  readonly host?: HostKind | undefined;
  readonly imageTag?: string | undefined;
  /** With a tag beside it, the digest is what clients pull. */
  readonly imageDigest?: string | undefined;
}

const tags = /* @__PURE__ */ new RegExp(imageTagPattern);
const digests = /* @__PURE__ */ new RegExp(imageDigestPattern);

/** The URI AWS gives a repository, as `repositoryUri` in DescribeRepositories. */
export function repositoryUri({ region, registryId, repositoryName }: RepositoryAddress): string {
  return formatImageUri({ region, registryId, repositoryName });
}

/** Writes an image's URI; `parseImageUri` reads it back. */
export function formatImageUri(uri: ImageUri): string {
  const tag = uri.imageTag === undefined ? '' : `:${uri.imageTag}`;
  const digest = uri.imageDigest === undefined ? '' : `@${uri.imageDigest}`;
  return `${registryHost(uri, uri.host)}/${uri.repositoryName}${tag}${digest}`;
}

/**
 * Reads `account.dkr.ecr.region.suffix/name:tag@digest` of any partition and any of a registry's hosts. Every problem is
 * reported at once.
 */
export function parseImageUri(
  text: string,
  readings: RepositoryNameReadings = {},
): Result<ImageUri> {
  const slash = text.indexOf('/');
  const hostText = (slash === -1 ? text : text.slice(0, slash)).toLowerCase();
  const registry = hostRegistry(hostText);
  if (registry === undefined) return failure(hostProblems(text, hostText));
  const path = slash === -1 ? '' : text.slice(slash + 1);
  const { repositoryName, imageTag, imageDigest } = takenApart(path);
  const problems = [
    ...regionProblems(registry.region),
    ...registryIdProblems(registry.registryId),
    ...hostProblems(text, hostText),
    ...regionNotes(registry.region),
    ...(path === '' ? [noRepository(text)] : repositoryNameProblems(repositoryName, readings)),
    ...repositoryNameNotes(repositoryName),
    ...(imageTag === undefined ? [] : imageTagProblems(imageTag)),
    ...(imageDigest === undefined ? [] : imageDigestProblems(imageDigest)),
  ];
  const { region, registryId } = registry;
  const host = hostKindOf(hostText);
  return unlessRefused(
    {
      region,
      registryId,
      repositoryName,
      ...(host === 'ipv4' ? {} : { host }),
      ...(imageTag === undefined ? {} : { imageTag }),
      ...(imageDigest === undefined ? {} : { imageDigest }),
    },
    problems,
  );
}

interface Path {
  readonly repositoryName: string;
  readonly imageTag?: string | undefined;
  readonly imageDigest?: string | undefined;
}

/** Neither a name nor a tag holds an at sign, and no name holds a colon. */
function takenApart(path: string): Path {
  const [named = '', ...afterSign] = path.split('@');
  const [repositoryName = '', ...afterColon] = named.split(':');
  return {
    repositoryName,
    imageTag: afterColon.length === 0 ? undefined : afterColon.join(':'),
    imageDigest: afterSign.length === 0 ? undefined : afterSign.join('@'),
  };
}

function noRepository(text: string): Diagnostic {
  return {
    code: 'image-uri/no-repository',
    severity: 'error',
    message: `${quote(text)} names a registry and no repository`,
    at: '',
    because: ['repository.uri'] satisfies FactId[],
    help: "write a slash and the repository's name after the host",
  };
}

/** What is wrong with an image's tag. One that only the API takes is a warning. */
export function imageTagProblems(tag: string, at = ''): readonly Diagnostic[] {
  if (tags.test(tag)) return [];
  const overApi = tag.length > 0 && tag.length <= imageTagLengthMax && !/[:@/\s]/.test(tag);
  const because: FactId[] = ['repository.imageTagPattern', 'repository.imageTagLengthMax'];
  return [
    {
      code: 'image-uri/tag',
      severity: overApi ? 'warning' : 'error',
      message: `${quote(tag)} is not a tag: ${tagMiss(tag)}`,
      at,
      because,
      help: overApi
        ? 'PutImage may take it, docker and other OCI clients do not'
        : 'use letters, digits, underscores, dots and hyphens',
    },
  ];
}

function tagMiss(tag: string): string {
  if (tag === '') return 'it is empty';
  if (/^[.-]/.test(tag)) return 'it starts with a dot or a hyphen';
  if (/^[\w.-]+$/.test(tag)) return `it has ${tag.length} characters`;
  return 'it holds a character no tag may hold';
}

/** What is wrong with an image's digest. */
export function imageDigestProblems(digest: string, at = ''): readonly Diagnostic[] {
  const because: FactId[] = ['repository.imageDigestPattern'];
  if (!digests.test(digest)) {
    const message = `${quote(digest)} is not a digest`;
    const help = 'write the algorithm, a colon and hexadecimal digits, such as `sha256:…`';
    return [{ code: 'image-uri/digest', severity: 'error', message, at, because, help }];
  }
  const [algorithm, hex = ''] = digest.split(':');
  if (algorithm !== 'sha256' || hex.length === 64) return [];
  const message = `${quote(digest)} has ${hex.length} hexadecimal digits, and a SHA-256 has 64`;
  const help = 'copy the whole digest';
  return [{ code: 'image-uri/digest', severity: 'warning', message, at, because, help }];
}
