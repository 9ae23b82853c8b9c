import type { Diagnostic } from '../../base/diagnostic.js';
import { pointer } from '../../base/json-text.js';
import { isRecord, textOf } from '../../base/loose.js';
import type { Result } from '../../base/result.js';
import { type PolicyDocument, parsePolicy } from '../../iam/index.js';
import { parseLifecyclePolicy } from '../../lifecycle/index.js';
import { parseResourceTags } from '../../tagging/resources/index.js';
import { type Atlas, addressOf, toldAccount, toldRepository } from './addresses.js';
import {
  type Draft,
  printed,
  type RegionalDraft,
  type RepositoryDraft,
  regionalDraft,
  repositoryDraft,
  setOnce,
} from './draft.js';
import { readingProblem } from './findings.js';
import { instantIn } from './repositories.js';
import type { Sighting } from './sightings.js';

/** Takes the lifecycle policy of a repository into the draft. */
export function takeLifecyclePolicy(draft: Draft, atlas: Atlas, sighting: Sighting): void {
  const { value, at, file } = sighting;
  const repository = repositoryOf(draft, atlas, sighting);
  const told = policyIn(value, 'lifecyclePolicyText', at);
  const policy = taken(sighting, parseLifecyclePolicy(told.input), told.at);
  const lastEvaluatedAtMs = instantIn(value, 'lastEvaluatedAt', at, file.found);
  if (repository === undefined || policy === undefined) return;
  const text = policyText(told.input);
  setOnce(repository.settings, 'lifecyclePolicyText', text, { file, at: told.at });
  // Before the first run it is the beginning of 1970, or an hour near it where a tool dropped the zone.
  const hasRun = lastEvaluatedAtMs !== undefined && lastEvaluatedAtMs > 0;
  if (hasRun && repository.settings.lifecyclePolicyText === text) {
    repository.settings.lifecycleLastEvaluatedAtMs = lastEvaluatedAtMs;
  }
}

/** Takes the policy of a repository into the draft. */
export function takeRepositoryPolicy(draft: Draft, atlas: Atlas, sighting: Sighting): void {
  const { value, at, file } = sighting;
  const repository = repositoryOf(draft, atlas, sighting);
  const told = policyIn(value, 'policyText', at);
  const policy = taken(sighting, readPolicy(told.input, 'repository'), told.at);
  if (repository === undefined || policy === undefined) return;
  const text = policyText(told.input);
  setOnce(repository.settings, 'repositoryPolicyText', text, { file, at: told.at });
}

/** Takes the policy of a registry into the draft. */
export function takeRegistryPolicy(draft: Draft, atlas: Atlas, sighting: Sighting): void {
  const { value, at, file } = sighting;
  const regional = registryOfDocument(draft, atlas, sighting);
  const told = policyIn(value, 'policyText', at);
  const policy = taken(sighting, readPolicy(told.input, 'registry'), told.at);
  if (regional === undefined || policy === undefined) return;
  const text = policyText(told.input);
  setOnce(regional.settings, 'registryPolicyText', text, { file, at: told.at });
}

function readPolicy(input: unknown, kind: 'repository' | 'registry'): Result<PolicyDocument> {
  return parsePolicy(input, kind);
}

/** Takes the resource tags of a repository into the draft. */
export function takeResourceTags(draft: Draft, atlas: Atlas, sighting: Sighting): void {
  const { value, at, file } = sighting;
  const repository = repositoryOf(draft, atlas, sighting);
  const tags = taken(sighting, parseResourceTags(value), at);
  if (repository === undefined || tags === undefined) return;
  setOnce(repository.settings, 'resourceTags', tags, { file, at });
}

/** The policy in an answer, or the answer itself where it is the policy. */
function policyIn(
  value: unknown,
  member: 'lifecyclePolicyText' | 'policyText',
  at: string,
): { readonly input: unknown; readonly at: string } {
  if (!isRecord(value) || !Object.hasOwn(value, member)) return { input: value, at };
  return { input: value[member], at: pointer(at, member) };
}

/** The text of a policy that was read. Given as a value, it is kept as text all the same, as AWS keeps it. */
function policyText(input: unknown): string {
  return textOf(input) ?? printed(input) ?? '';
}

/** The value of a reading, whose findings go to the file, each at its place in it. */
export function taken<T>({ file }: Sighting, read: Result<T>, at: string): T | undefined {
  file.found.push(...read.diagnostics.map((finding) => within(finding, at)));
  return read.ok ? read.value : undefined;
}

/** Lines and columns of a text within the file are none of the file. */
function within({ range: _, ...finding }: Diagnostic, at: string): Diagnostic {
  return { ...finding, at: at + finding.at };
}

/** The registry that a document is about; undefined when nothing tells, which is said then. */
export function registryOfDocument(
  draft: Draft,
  atlas: Atlas,
  sighting: Sighting,
): RegionalDraft | undefined {
  const address = addressOf(atlas, { sighting, registryId: toldAccount(sighting.value) });
  return address === undefined ? undefined : regionalDraft(draft, address);
}

/** The repository that a document is about; undefined when nothing tells, which is said then. */
function repositoryOf(draft: Draft, atlas: Atlas, sighting: Sighting): RepositoryDraft | undefined {
  const { value, file, at, kind } = sighting;
  const repositoryName = toldRepository(value, file);
  if (repositoryName === undefined) {
    file.found.push(
      readingProblem({
        name: 'repository-untold',
        message: `this does not say which repository it is of`,
        at,
        because: [
          kind === 'list-tags-for-resource'
            ? 'registry-documents.tagsNameNoRepository'
            : 'registry-documents.documentMembers',
        ],
        help: 'name the repository with the file',
      }),
    );
    return undefined;
  }
  const registryId = toldAccount(value);
  const address = addressOf(atlas, { sighting, registryId, repositoryName });
  if (address === undefined) return undefined;
  return repositoryDraft(regionalDraft(draft, address), repositoryName, sighting);
}
