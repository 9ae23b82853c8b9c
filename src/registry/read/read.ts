import { capped, type Diagnostic } from '../../base/diagnostic.js';
import { quote } from '../../base/quote.js';
import { registryOf } from '../snapshot.js';
import type { Registry } from '../types.js';
import { type Atlas, atlasOf, placeProblems } from './addresses.js';
import {
  takeAccountSetting,
  takeExclusions,
  takePullThrough,
  takeReplication,
  takeScanning,
  takeSigning,
  takeTemplates,
} from './configurations.js';
import { type Draft, type RepositoryDraft, snapshotsOf } from './draft.js';
import { readingProblem } from './findings.js';
import { takeImages } from './images.js';
import { takeManifests } from './manifests.js';
import {
  takeLifecyclePolicy,
  takeRegistryPolicy,
  takeRepositoryPolicy,
  takeResourceTags,
} from './policies.js';
import { takeRepositories } from './repositories.js';
import { type OpenFile, type Sighting, sightingsIn } from './sightings.js';
import type {
  ReadRegistryOptions,
  RegistryDocumentKind,
  RegistryFile,
  RegistryFinding,
} from './types.js';

/** What reading gives: a `Result`, whose findings each name their file. */
export type ReadRegistry =
  | {
      readonly ok: true;
      readonly value: Registry;
      readonly diagnostics: readonly RegistryFinding[];
    }
  | { readonly ok: false; readonly diagnostics: readonly RegistryFinding[] };

/**
 * Builds a registry from the answers of AWS that people have: describe-repositories, describe-images, policies,
 * configurations and settings, as text or as values, in any number of files and in any order. A document is recognised
 * by its content. Its account is in it; its Region comes from an ARN, or is given.
 *
 * Every problem of every file is reported at once, each with the path of its file, and whatever is not read is named.
 * Any error makes the reading fail, unless what is broken may be skipped.
 */
export function readRegistry(
  files: readonly RegistryFile[],
  options: ReadRegistryOptions = {},
): ReadRegistry {
  const opened = files.map(opening);
  const { registryId, region, principals, limits, readings, skipBroken = false } = options;
  const given = placeProblems(options).map((finding) => ({ ...finding, path: '' }));
  const atlas = atlasOf(
    opened.flatMap(({ sightings }) => sightings),
    { registryId, region },
  );
  const draft = draftOf(opened, atlas);
  const built = registryOf({ registries: snapshotsOf(draft), principals, limits, readings });
  const found = [
    ...given,
    ...opened.flatMap(({ open }) => reported(open)),
    ...built.diagnostics.map((finding) => ({ ...finding, path: '' })),
  ];
  const isBroken = found.some(({ severity }) => severity === 'error');
  if (!built.ok || given.length > 0 || (isBroken && !skipBroken)) {
    return { ok: false, diagnostics: found };
  }
  return { ok: true, value: built.value, diagnostics: found };
}

/** A file that is given for a place that cannot be one is opened, and nothing in it is taken. */
function opening(file: RegistryFile) {
  const { open, sightings } = sightingsIn(file);
  const problems = placeProblems(file);
  open.found.push(...problems);
  return { open, sightings: problems.length === 0 ? sightings : [] };
}

/** Everything the documents say: repositories first, and manifests last, which speak of images that others tell. */
function draftOf(
  opened: readonly { readonly sightings: readonly Sighting[] }[],
  atlas: Atlas,
): Draft {
  const draft: Draft = { registries: new Map() };
  const sightings = opened.flatMap((file) => file.sightings);
  for (const sighting of of(sightings, 'describe-repositories')) {
    takeRepositories(draft, atlas, sighting);
  }
  for (const file of opened) takeImages(draft, atlas, of(file.sightings, 'describe-images'));
  for (const sighting of sightings) takers[sighting.kind]?.(draft, atlas, sighting);
  takeManifests(draft, of(sightings, 'batch-get-image'));
  for (const { repositories } of draft.registries.values()) {
    for (const repository of repositories.values()) {
      if (!repository.isDescribed) sayUndescribed(repository);
    }
  }
  return draft;
}

function of(sightings: readonly Sighting[], wanted: RegistryDocumentKind): readonly Sighting[] {
  return sightings.filter(({ kind }) => kind === wanted);
}

/** What becomes of each kind of document; the three whose turn is another are left out. */
const takers: {
  readonly [Kind in RegistryDocumentKind]?: (
    draft: Draft,
    atlas: Atlas,
    sighting: Sighting,
  ) => void;
} = {
  'describe-registry': takeReplication,
  'get-lifecycle-policy': takeLifecyclePolicy,
  'get-repository-policy': takeRepositoryPolicy,
  'get-registry-policy': takeRegistryPolicy,
  'get-registry-scanning-configuration': takeScanning,
  'get-signing-configuration': takeSigning,
  'describe-repository-creation-templates': takeTemplates,
  'describe-pull-through-cache-rules': takePullThrough,
  'get-account-setting': takeAccountSetting,
  'list-pull-time-update-exclusions': takeExclusions,
  'list-tags-for-resource': takeResourceTags,
};

/** No place in a text is looked up for it, which would take a walk through a whole inventory. */
function sayUndescribed({ settings, sighting: { file, at } }: RepositoryDraft): void {
  file.notes.push(
    readingProblem({
      name: 'default-settings',
      severity: 'info',
      message: `nothing describes the repository ${quote(settings.repositoryName)}, which is taken with default settings`,
      at,
      because: ['repository.defaultSettings'],
      help: 'give the output of describe-repositories as well',
    }),
  );
}

function reported({ path, found, notes, report }: OpenFile): readonly RegistryFinding[] {
  return [...report(found), ...capped('registry', notes)].map((finding: Diagnostic) => ({
    ...finding,
    path,
  }));
}
