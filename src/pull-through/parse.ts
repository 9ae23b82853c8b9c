import { capped, type Diagnostic } from '../base/diagnostic.js';
import { readDocument } from '../base/document.js';
import { members, property } from '../base/loose.js';
import { respell, type Spellings } from '../base/respell.js';
import { type Result, unlessRefused } from '../base/result.js';
import { shapeDiagnostics } from '../base/shape.js';
import type { FactId } from '../facts/ledger/index.js';
import {
  factOfLimit,
  validatePullThroughCacheRules,
} from '../generated/validators/pull-through-cache-rules.js';
import { contradictions } from './check.js';
import type { CacheRegistry, PullThroughRule } from './types.js';

const voice = {
  domain: 'pull-through',
  factOfLimit,
  otherwise: 'pull-through.ruleCountMax' satisfies FactId,
};

/**
 * Reads pull through cache rules from a value or from JSON text: what
 * `aws ecr describe-pull-through-cache-rules` prints, a list of rules, or one rule, also in the spelling of Terraform or
 * CloudFormation. Every problem is reported at once.
 */
export function parsePullThroughRules(
  input: unknown,
  registry: CacheRegistry = {},
): Result<readonly PullThroughRule[]> {
  const document = readDocument(input, voice);
  if (!document.ok) return document;
  const { value, origin } = openRules(document.value.value);
  const wrapped = { [listKey]: value };
  const shape = shapeDiagnostics(validatePullThroughCacheRules, wrapped, voice);
  const meaning = contradictions(members(value), registry);
  const found = [...shape.map(withoutWrap), ...meaning].map((diagnostic) => ({
    ...diagnostic,
    at: origin(diagnostic.at),
  }));
  const problems = capped(voice.domain, [...document.diagnostics, ...document.value.place(found)]);
  return unlessRefused(members(value).flatMap(ruleOf), problems);
}

/** The rules as a list in the library's spelling, and the way back to their places in the document. */
export function openRules(document: unknown): { value: unknown; origin: (at: string) => string } {
  const { list, start } = listed(document);
  const { value, origin } = respell(list, spellings);
  return { value, origin: (at) => placeOf(origin(at), start) };
}

const listKey = 'pullThroughCacheRules';

/** The rules as a list, and where the list stands; `undefined` when the document is one rule itself. */
function listed(value: unknown): { list: unknown; start: string | undefined } {
  const held = property(value, listKey);
  if (held !== undefined) return { list: held, start: `/${listKey}` };
  if (Array.isArray(value) || typeof value !== 'object' || value === null) {
    return { list: value, start: '' };
  }
  return { list: [value], start: undefined };
}

function placeOf(at: string, start: string | undefined): string {
  return start === undefined ? at.replace(/^\/0/, '') : start + at;
}

function withoutWrap(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, at: diagnostic.at.replace(`/${listKey}`, '') };
}

const spellings: Spellings = {
  names: {
    ecr_repository_prefix: 'ecrRepositoryPrefix',
    upstream_registry_url: 'upstreamRegistryUrl',
    upstream_repository_prefix: 'upstreamRepositoryPrefix',
    credential_arn: 'credentialArn',
    custom_role_arn: 'customRoleArn',
    registry_id: 'registryId',
    EcrRepositoryPrefix: 'ecrRepositoryPrefix',
    UpstreamRegistryUrl: 'upstreamRegistryUrl',
    UpstreamRegistry: 'upstreamRegistry',
    UpstreamRepositoryPrefix: 'upstreamRepositoryPrefix',
    CredentialArn: 'credentialArn',
    CustomRoleArn: 'customRoleArn',
  },
  emptyIsAbsent: ['upstream_repository_prefix', 'credential_arn', 'custom_role_arn', 'registry_id'],
};

/** What a rule is made of; AWS's record carries instants beside it. */
function ruleOf(value: unknown): PullThroughRule[] {
  if (typeof value !== 'object' || value === null) return [];
  // The validator has proved the shape wherever the result is used.
  const rule = value as PullThroughRule;
  return [
    {
      ecrRepositoryPrefix: rule.ecrRepositoryPrefix,
      upstreamRegistryUrl: rule.upstreamRegistryUrl,
      upstreamRegistry: rule.upstreamRegistry,
      upstreamRepositoryPrefix: rule.upstreamRepositoryPrefix,
      credentialArn: rule.credentialArn,
      customRoleArn: rule.customRoleArn,
      registryId: rule.registryId,
    },
  ];
}
