import { isRecord, property, textOf } from '../../base/loose.js';
import { settingNames } from '../../facts/registry.js';
import { documentMembers, nothingSetErrors } from '../../facts/registry-documents.js';
import { kindOf } from '../../inputs/kinds.js';
import { guessPolicyKind } from '../../inputs/policy-kind.js';
import type { RegistryDocumentKind, RegistryFile } from './types.js';

/** What a document holds: one of the kinds that are read, nothing that is set, or something else, with its name. */
export type Recognized =
  | { readonly kind: RegistryDocumentKind }
  | { readonly kind: 'nothing-set' }
  /** A list whose members are documents themselves. */
  | { readonly kind: 'documents' }
  | { readonly kind: 'unknown'; readonly name: string };

/** Recognises a document by its members, and a policy also by whether its file is given for a repository. */
export function recognize(value: unknown, { repositoryName }: RegistryFile): Recognized {
  if (Array.isArray(value)) return recognizeList(value);
  if (isNothingSet(value)) return { kind: 'nothing-set' };
  if (isAccountSetting(value)) return { kind: 'get-account-setting' };
  const bare = bareKind(value, repositoryName !== undefined);
  if (bare !== undefined) return { kind: bare };
  const { command, name } = kindOf(value) ?? {};
  const kind = command?.replace(/^ecr /, '');
  if (kind === 'create-repository') return { kind: 'describe-repositories' };
  if (isKind(kind)) return { kind };
  return { kind: 'unknown', name: name ?? somethingElse(value) };
}

function recognizeList(list: readonly unknown[]): Recognized {
  const [first] = list;
  if (list.length === 0) return { kind: 'unknown', name: 'an empty list' };
  if (!Array.isArray(first) && isImage(first)) return { kind: 'describe-images' };
  if (property(first, 'repositoryArn') !== undefined) return { kind: 'describe-repositories' };
  return { kind: 'documents' };
}

/** A record of describe-images, which other records are not that carry a digest. */
export function isImage(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { command } = kindOf(value) ?? {};
  if (command !== undefined) return command === 'ecr describe-images';
  return Object.hasOwn(value, 'imageDigest') || Object.hasOwn(value, 'imagePushedAt');
}

/** A policy or a configuration without the answer around it, as its author keeps it. */
function bareKind(value: unknown, ofRepository: boolean): RegistryDocumentKind | undefined {
  if (!isRecord(value)) return undefined;
  const rules = value['rules'];
  if (Array.isArray(rules)) {
    const [rule] = rules;
    if (property(rule, 'rulePriority') !== undefined) return 'get-lifecycle-policy';
    if (property(rule, 'destinations') !== undefined) return 'describe-registry';
    if (property(rule, 'signingProfileArn') !== undefined) return 'get-signing-configuration';
    if (property(rule, 'scanFrequency') !== undefined || Object.hasOwn(value, 'scanType')) {
      return 'get-registry-scanning-configuration';
    }
  }
  if (!Object.hasOwn(value, 'Statement')) return isImage(value) ? 'describe-images' : undefined;
  const guessed = guessPolicyKind(value);
  if (guessed.kind === 'registry') return 'get-registry-policy';
  return ofRepository || guessed.kind === 'repository' ? 'get-repository-policy' : undefined;
}

function isKind(kind: string | undefined): kind is RegistryDocumentKind {
  return kind !== undefined && Object.hasOwn(documentMembers, kind);
}

function isNothingSet(value: unknown): boolean {
  const code = textOf(property(property(value, 'Error'), 'Code'));
  return nothingSetErrors.some((error) => error === code);
}

function isAccountSetting(value: unknown): boolean {
  const name = textOf(property(value, 'name'));
  return isRecord(value) && settingNames.some((known) => known === name);
}

function somethingElse(value: unknown): string {
  if (isRecord(value)) return 'an object that no command of ECR answers with';
  return value === null || value === undefined ? 'nothing' : 'no document';
}
