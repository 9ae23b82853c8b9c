import type { Diagnostic } from '../../base/diagnostic.js';
import { readJsonText } from '../../base/json-text.js';
import { isRecord, property, textOf } from '../../base/loose.js';
import { failure, type Result, success } from '../../base/result.js';
import { defaultSettings } from '../../facts/repository.js';
import { repositoryNameNotes, repositoryNameProblems } from '../../model/repository.js';
import { parseTagMutability, type TagMutabilitySettings } from '../../tagging/index.js';

/** A repository as it is declared: the input of CreateRepository, or a record of `aws ecr describe-repositories`. */
export interface RepositorySettings extends TagMutabilitySettings {
  readonly repositoryName?: string | undefined;
  readonly imageScanningConfiguration?: { readonly scanOnPush?: boolean | undefined } | undefined;
}

/**
 * Reads what is declared of a repository: its tag settings, which are the default where nothing is said, and its name.
 */
export function readRepositorySettings(input: unknown): Result<RepositorySettings> {
  const value = typeof input === 'string' ? readJsonText(input).value : input;
  const saysNothing = isRecord(value) && property(value, 'imageTagMutability') === undefined;
  const read = parseTagMutability(saysNothing ? { ...value, ...defaultTags } : input);
  const diagnostics = [...read.diagnostics, ...nameFindings(value)];
  const refused = diagnostics.some(({ severity }) => severity === 'error');
  if (!read.ok || refused) return failure(diagnostics);
  return success({ ...read.value, ...besides(value) }, diagnostics);
}

const defaultTags = { imageTagMutability: defaultSettings.imageTagMutability };

function nameFindings(settings: unknown): readonly Diagnostic[] {
  const name = textOf(property(settings, 'repositoryName'));
  if (name === undefined) return [];
  const at = '/repositoryName';
  return [...repositoryNameProblems(name, {}, at), ...repositoryNameNotes(name, at)];
}

function besides(settings: unknown): Omit<RepositorySettings, keyof TagMutabilitySettings> {
  const flag = property(property(settings, 'imageScanningConfiguration'), 'scanOnPush');
  return {
    repositoryName: textOf(property(settings, 'repositoryName')),
    ...(typeof flag === 'boolean' ? { imageScanningConfiguration: { scanOnPush: flag } } : {}),
  };
}
