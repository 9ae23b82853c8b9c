import type { Image } from '../../model/image.js';
import type { RegistryAddress } from '../../model/registry.js';
import type { RegionalSnapshot, RepositorySnapshot, StoredImage } from '../types.js';
import { registryKey } from '../value.js';
import { readingProblem } from './findings.js';
import type { Sighting } from './sightings.js';

/** A type whose members may be set while a draft is written. */
type Writable<T> = { -readonly [Member in keyof T]: T[Member] };

/** What the documents say so far, by registry and repository. */
export interface Draft {
  readonly registries: Map<string, RegionalDraft>;
}

/** One registry, whose lists grow with every document. */
export interface RegionalDraft {
  readonly settings: Writable<Omit<RegionalSnapshot, 'repositories'>>;
  readonly repositories: Map<string, RepositoryDraft>;
}

/** An image as its inventory tells it, its place included, which the draft keeps once for all. */
export type DraftImage = Omit<StoredImage, keyof Image> & Image;

export interface RepositoryDraft {
  readonly settings: Writable<Omit<RepositorySnapshot, 'images'>>;
  /** Whether its own record was read. */
  isDescribed: boolean;
  /** By digest, in the order in which they came. */
  readonly images: Map<string, DraftImage>;
  /** The digest of the image that holds a tag. */
  readonly digestOfTag: Map<string, string>;
  /** The first document that speaks of it. */
  readonly sighting: Sighting;
}

/** The draft of a registry; a new one when nothing was said of it. */
export function regionalDraft({ registries }: Draft, address: RegistryAddress): RegionalDraft {
  const key = registryKey(address);
  const known = registries.get(key);
  if (known !== undefined) return known;
  const { registryId, region } = address;
  const regional: RegionalDraft = { settings: { registryId, region }, repositories: new Map() };
  registries.set(key, regional);
  return regional;
}

/** The draft of a repository; a new one when nothing was said of it. */
export function repositoryDraft(
  { repositories }: RegionalDraft,
  repositoryName: string,
  sighting: Sighting,
): RepositoryDraft {
  const known = repositories.get(repositoryName);
  if (known !== undefined) return known;
  const repository: RepositoryDraft = {
    settings: { repositoryName },
    isDescribed: false,
    images: new Map(),
    digestOfTag: new Map(),
    sighting,
  };
  repositories.set(repositoryName, repository);
  return repository;
}

/**
 * Sets what a registry or a repository has one of. Where it came before, the first one is kept, with a warning when the
 * two differ: nothing is lost when they are the same.
 */
export function setOnce<Settings extends object, Name extends keyof Settings & string>(
  settings: Settings,
  name: Name,
  value: Settings[Name],
  { file, at }: { readonly file: Sighting['file']; readonly at: string },
): void {
  const known = settings[name];
  if (known === undefined) {
    settings[name] = value;
    return;
  }
  sayToldTwice(known, value, { file, at });
}

/** That something came before with other content; nothing when the two are the same. */
export function sayToldTwice(
  known: unknown,
  value: unknown,
  { file, at }: { readonly file: Sighting['file']; readonly at: string },
): void {
  if (printed(known) === printed(value)) return;
  file.found.push(
    readingProblem({
      name: 'told-twice',
      severity: 'warning',
      message: 'this came before with other content; what came first is kept',
      at,
      because: ['registry-documents.oneOfEach'],
      help: 'give one of the two, or take all answers anew at one time',
    }),
  );
}

/** A value as JSON; undefined for one that JSON has no way to write, such as one that contains itself. */
export function printed(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** The whole draft as snapshots. */
export function snapshotsOf({ registries }: Draft): readonly RegionalSnapshot[] {
  return Array.from(registries.values(), ({ settings, repositories }) => ({
    ...settings,
    repositories: Array.from(repositories.values(), (repository) => ({
      ...repository.settings,
      // Sound: `registryOf` takes an image for where it stands, and drops what its record says of that.
      images: [...repository.images.values()] as StoredImage[],
    })),
  }));
}
