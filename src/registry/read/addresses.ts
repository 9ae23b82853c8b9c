import { isRecord, property, textOf } from '../../base/loose.js';
import { quote } from '../../base/quote.js';
import { parseRepositoryArn } from '../../model/arn.js';
import {
  isRegistryId,
  type RegistryAddress,
  regionProblems,
  registryIdProblems,
} from '../../model/registry.js';
import { readingProblem } from './findings.js';
import type { Sighting } from './sightings.js';
import type { RegistryFile, RegistryPlace } from './types.js';

/** What all documents and the caller say of where things are. */
export interface Atlas {
  readonly given: RegistryPlace;
  /** Registries that some document or file names in full. */
  readonly known: readonly RegistryAddress[];
  /** For each repository that an ARN names, the registries it is in. */
  readonly homes: ReadonlyMap<string, readonly RegistryAddress[]>;
}

/** Gathers where things are, from the ARNs of repositories and from what was given with the files. */
export function atlasOf(sightings: readonly Sighting[], given: RegistryPlace): Atlas {
  const known = new Map<string, RegistryAddress>();
  const homes = new Map<string, Map<string, RegistryAddress>>();
  for (const sighting of sightings) {
    const { registryId = given.registryId, region } = sighting.file;
    if (registryId !== undefined && region !== undefined) remember(known, { registryId, region });
    if (sighting.kind !== 'describe-repositories') continue;
    for (const { record } of recordsOf(sighting)) {
      const arn = textOf(property(record, 'repositoryArn'));
      const read = arn === undefined ? undefined : parseRepositoryArn(arn);
      if (!read?.ok) continue;
      const { repositoryName, ...address } = read.value;
      remember(known, address);
      const of = homes.get(repositoryName) ?? new Map<string, RegistryAddress>();
      remember(of, address);
      homes.set(repositoryName, of);
    }
  }
  const lists = Array.from(homes, ([name, of]) => [name, [...of.values()]] as const);
  return { given, known: [...known.values()], homes: new Map(lists) };
}

function remember(known: Map<string, RegistryAddress>, { registryId, region }: RegistryAddress) {
  known.set(`${registryId} ${region}`, { registryId, region });
}

/** The records of repositories in a document, each with its place in the file. */
export function recordsOf({
  value,
  at,
}: Sighting): readonly { readonly record: unknown; readonly at: string }[] {
  const list = Array.isArray(value) ? value : property(value, 'repositories');
  const place = Array.isArray(value) ? at : `${at}/repositories`;
  if (Array.isArray(list)) {
    return Array.from(list, (record: unknown, index) => ({ record, at: `${place}/${index}` }));
  }
  const single = property(value, 'repository');
  return single === undefined
    ? [{ record: value, at }]
    : [{ record: single, at: `${at}/repository` }];
}

/** What is asked of the atlas: the document, and what it says of itself. */
export interface Whereabouts {
  readonly sighting: Sighting;
  readonly at?: string | undefined;
  readonly registryId?: string | undefined;
  readonly repositoryName?: string | undefined;
}

/**
 * The registry that a document, or a record of it, belongs to; undefined when nothing tells, which is then said once
 * for a file. What the document says counts first, then what was given with its file, then the one home of its
 * repository, then what was given for all, and at last the only registry there is.
 */
export function addressOf(atlas: Atlas, asked: Whereabouts): RegistryAddress | undefined {
  const { sighting, registryId: told, repositoryName } = asked;
  const { file } = sighting;
  const at = asked.at ?? sighting.at;
  if (told !== undefined && !isRegistryId(told)) {
    file.found.push(...registryIdProblems(told, at));
    return undefined;
  }
  if (told !== undefined && file.registryId !== undefined && told !== file.registryId) {
    file.found.push(otherRegistry(told, file.registryId, at));
    return undefined;
  }
  const said = told ?? file.registryId;
  const homes = (repositoryName === undefined ? undefined : atlas.homes.get(repositoryName)) ?? [];
  const home = only(homes.filter((one) => fits(one, { ...file, registryId: said })));
  const { given } = atlas;
  const registryId = said ?? home?.registryId ?? given.registryId;
  const candidates = atlas.known.filter((one) => fits(one, { ...file, registryId }));
  const region = file.region ?? home?.region ?? given.region ?? only(candidates)?.region;
  const account = registryId ?? only(candidates)?.registryId;
  if (account !== undefined && region !== undefined) return { registryId: account, region };
  sayOnce(file, account === undefined ? 'account' : 'Region', at);
  return undefined;
}

function fits(address: RegistryAddress, { registryId, region }: RegistryPlace): boolean {
  return (
    (registryId === undefined || registryId === address.registryId) &&
    (region === undefined || region === address.region)
  );
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

function otherRegistry(told: string, given: string, at: string) {
  return readingProblem({
    name: 'other-registry',
    message: `this is of the account ${quote(told)}, and the file was given for ${quote(given)}`,
    at,
    because: ['registry-documents.documentMembers'],
    help: 'give the file without an account, or another file',
  });
}

/** Many records of one file lack the same; one finding says so. */
function sayOnce({ found }: Sighting['file'], what: 'account' | 'Region', at: string): void {
  const name = what === 'account' ? 'account-untold' : 'region-untold';
  if (found.some(({ code }) => code === `registry/${name}`)) return;
  found.push(
    readingProblem({
      name,
      message: `nothing tells the ${what} that this belongs to`,
      at,
      because: [
        what === 'account'
          ? 'registry-documents.documentMembers'
          : 'registry-documents.repositoryMembers',
      ],
      help: 'give the output of describe-repositories as well, whose ARNs tell it, or name account and Region',
    }),
  );
}

/** What is wrong with an account and a Region that were given; nothing when they can be such. */
export function placeProblems({ registryId, region }: RegistryPlace) {
  return [
    ...(registryId === undefined ? [] : registryIdProblems(registryId)),
    ...(region === undefined ? [] : regionProblems(region)),
  ];
}

/** The account that an answer names beside its content. */
export function toldAccount(value: unknown): string | undefined {
  return isRecord(value) ? textOf(value['registryId']) : undefined;
}

/** The repository that an answer names, or its file. */
export function toldRepository(value: unknown, file: RegistryFile): string | undefined {
  return textOf(property(value, 'repositoryName')) ?? file.repositoryName;
}
