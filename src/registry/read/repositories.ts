import type { Diagnostic } from '../../base/diagnostic.js';
import { pointer } from '../../base/json-text.js';
import { isRecord, property, textOf } from '../../base/loose.js';
import { quote } from '../../base/quote.js';
import type { EncryptionConfiguration } from '../../creation-templates/index.js';
import { repositoryMembers } from '../../facts/registry-documents.js';
import { encryptionTypes } from '../../facts/repository.js';
import { parseRepositoryArn } from '../../model/arn.js';
import { parseInstant } from '../../model/instant.js';
import type { RegistryAddress } from '../../model/registry.js';
import { parseRepositoryName } from '../../model/repository.js';
import { parseTagMutability } from '../../tagging/index.js';
import { type Atlas, addressOf, recordsOf } from './addresses.js';
import { type Draft, regionalDraft, repositoryDraft } from './draft.js';
import { readingProblem } from './findings.js';
import { type Sighting, unreadMember } from './sightings.js';

type Members = Readonly<Record<string, unknown>>;

/** Takes the repositories of `aws ecr describe-repositories` into the draft. */
export function takeRepositories(draft: Draft, atlas: Atlas, sighting: Sighting): void {
  const strangers = new Map<string, string>();
  for (const { record, at } of recordsOf(sighting)) {
    if (isRecord(record)) {
      takeRepository(draft, atlas, sighting, record, at);
      for (const name of Object.keys(record)) {
        if (!repositoryMembers.some((known) => known === name)) strangers.set(name, at);
      }
    } else {
      sighting.file.found.push(broken('a record of a repository belongs here', at));
    }
  }
  for (const [name, at] of strangers)
    sighting.file.found.push(unreadMember(name, pointer(at, name)));
}

function takeRepository(
  draft: Draft,
  atlas: Atlas,
  sighting: Sighting,
  record: Members,
  at: string,
): void {
  const { found } = sighting.file;
  const home = homeOf(atlas, sighting, record, at);
  if (home === undefined) return;
  const { repositoryName, address } = home;
  const repository = repositoryDraft(regionalDraft(draft, address), repositoryName, sighting);
  const settings = settingsOf(record, at, found);
  if (settings === undefined) return;
  if (repository.isDescribed) {
    const { createdAtMs, imageTagMutability } = repository.settings;
    const same =
      createdAtMs === settings.createdAtMs && imageTagMutability === settings.imageTagMutability;
    found.push(cameBefore(repositoryName, same, at));
    return;
  }
  repository.isDescribed = true;
  Object.assign(repository.settings, settings);
}

/** Where a repository is: its ARN tells all, or else its name and what the atlas makes of its account. */
function homeOf(
  atlas: Atlas,
  sighting: Sighting,
  record: Members,
  at: string,
): { readonly repositoryName: string; readonly address: RegistryAddress } | undefined {
  const { found } = sighting.file;
  const arn = textOf(record['repositoryArn']);
  if (arn !== undefined) {
    const read = parseRepositoryArn(arn);
    found.push(...read.diagnostics.map((one) => ({ ...one, at: `${at}/repositoryArn` })));
    if (!read.ok) return undefined;
    const { repositoryName, ...address } = read.value;
    return { repositoryName, address };
  }
  const repositoryName = textOf(record['repositoryName']) ?? sighting.file.repositoryName;
  if (repositoryName === undefined) {
    found.push(broken('this record names no repository', at));
    return undefined;
  }
  const named = parseRepositoryName(repositoryName);
  found.push(...named.diagnostics.map((one) => ({ ...one, at: `${at}/repositoryName` })));
  const registryId = textOf(record['registryId']);
  const address = addressOf(atlas, { sighting, at, registryId, repositoryName });
  return named.ok && address !== undefined ? { repositoryName, address } : undefined;
}

/** What is set for a repository; what the record leaves out is left to the defaults. */
function settingsOf(record: Members, at: string, found: Diagnostic[]) {
  const before = found.length;
  const tags =
    record['imageTagMutability'] === undefined ? undefined : parseTagMutability(tagsIn(record));
  found.push(...(tags?.diagnostics ?? []).map((one) => ({ ...one, at: at + one.at })));
  const createdAtMs = instantIn(record, 'createdAt', at, found);
  const scanOnPush = scanFlag(record, at, found);
  const encryptionConfiguration = encryption(record, at, found);
  if (found.slice(before).some(({ severity }) => severity === 'error')) return undefined;
  return {
    ...(createdAtMs === undefined ? {} : { createdAtMs }),
    ...(tags?.ok ? tags.value : {}),
    ...(scanOnPush === undefined ? {} : { imageScanningConfiguration: { scanOnPush } }),
    ...(encryptionConfiguration === undefined ? {} : { encryptionConfiguration }),
  };
}

/** A tool may write null for filters that are not there, or an empty list. */
function tagsIn({ imageTagMutability, imageTagMutabilityExclusionFilters: filters }: Members) {
  const isEmpty = filters === null || (Array.isArray(filters) && filters.length === 0);
  if (filters === undefined || isEmpty) return { imageTagMutability };
  return { imageTagMutability, imageTagMutabilityExclusionFilters: filters };
}

/** An instant of a document in milliseconds; undefined when there is none, or none that can be read. */
export function instantIn(
  record: unknown,
  name: string,
  at: string,
  found: Diagnostic[],
): number | undefined {
  const value = property(record, name);
  if (value === undefined || value === null) return undefined;
  const ms = parseInstant(value);
  if (ms === undefined) {
    found.push(
      readingProblem({
        name: 'broken-instant',
        message: `${quote(name)} is ${quote(value)}, which is no instant`,
        at: `${at}/${name}`,
        because: ['image.instants'],
        help: 'take the answer again',
      }),
    );
  }
  return ms;
}

function scanFlag(record: Members, at: string, found: Diagnostic[]): boolean | undefined {
  const configuration = record['imageScanningConfiguration'];
  if (configuration === undefined || configuration === null) return undefined;
  const flag = property(configuration, 'scanOnPush');
  if (typeof flag === 'boolean') return flag;
  if (isRecord(configuration) && flag === undefined) return undefined;
  const message = '`scanOnPush` is neither true nor false';
  found.push(broken(message, `${at}/imageScanningConfiguration`));
  return undefined;
}

function encryption(
  record: Members,
  at: string,
  found: Diagnostic[],
): EncryptionConfiguration | undefined {
  const configuration = record['encryptionConfiguration'];
  if (configuration === undefined || configuration === null) return undefined;
  const type = property(configuration, 'encryptionType');
  const encryptionType = encryptionTypes.find((known) => known === type);
  if (encryptionType === undefined) {
    const message = `${quote(type)} is no type of encryption`;
    found.push(broken(message, `${at}/encryptionConfiguration`));
    return undefined;
  }
  const kmsKey = textOf(property(configuration, 'kmsKey'));
  return kmsKey === undefined ? { encryptionType } : { encryptionType, kmsKey };
}

/** A record, or a part of one, that is not as AWS writes it. */
function broken(message: string, at: string): Diagnostic {
  return readingProblem({
    name: 'broken-repository',
    message,
    at,
    because: ['registry-documents.repositoryMembers'],
    help: 'take the answer of describe-repositories again',
  });
}

function cameBefore(repositoryName: string, same: boolean, at: string): Diagnostic {
  return readingProblem({
    name: 'repeated-repository',
    severity: 'warning',
    message: `the repository ${quote(repositoryName)} came before${same ? '' : ' with other settings'}; the first record is kept`,
    at,
    because: ['registry-documents.oneOfEach'],
    help: same
      ? 'nothing is lost; pages that overlap can be left as they are'
      : 'take the answer again, all pages at once',
  });
}
