import { actionCase } from './action-case.js';
import { actionWithoutEffect } from './action-without-effect.js';
import { allowNotAction } from './allow-not-action.js';
import { allowNotResource } from './allow-not-resource.js';
import { denyNotPrincipal } from './deny-not-principal.js';
import { foreignResource } from './foreign-resource.js';
import { invalidArn } from './invalid-arn.js';
import { leftoverTemplate } from './leftover-template.js';
import { lockout } from './lockout.js';
import { mfaBoolDeny } from './mfa-bool-deny.js';
import { missingVersion } from './missing-version.js';
import { oldVersion } from './old-version.js';
import { publicRepository } from './public-repository.js';
import { pullIncomplete } from './pull-incomplete.js';
import { pushIncomplete } from './push-incomplete.js';
import { pushWithoutManifest } from './push-without-manifest.js';
import { repositoryPolicyResource } from './repository-policy-resource.js';
import { resourceMismatch } from './resource-mismatch.js';
import { resourceNeverMatches } from './resource-never-matches.js';
import { serviceWithoutSource } from './service-without-source.js';
import { sourceIpDeny } from './source-ip-deny.js';
import { starOnlyActionScoped } from './star-only-action-scoped.js';
import type { PolicyRule } from './subject.js';
import { tagKeyMissing } from './tag-key-missing.js';
import { tokenMissing } from './token-missing.js';
import { unknownGlobalKey } from './unknown-global-key.js';
import { unknownServiceKey } from './unknown-service-key.js';
import { variableUnsupportedVersion } from './variable-unsupported-version.js';
import { wildcardWithoutLike } from './wildcard-without-like.js';

/** Every rule, in the order in which a reader looks for them. */
export const rules: readonly PolicyRule[] = [
  actionCase,
  actionWithoutEffect,
  allowNotAction,
  allowNotResource,
  denyNotPrincipal,
  foreignResource,
  invalidArn,
  leftoverTemplate,
  lockout,
  mfaBoolDeny,
  missingVersion,
  oldVersion,
  publicRepository,
  pullIncomplete,
  pushIncomplete,
  pushWithoutManifest,
  repositoryPolicyResource,
  resourceMismatch,
  resourceNeverMatches,
  serviceWithoutSource,
  sourceIpDeny,
  starOnlyActionScoped,
  tagKeyMissing,
  tokenMissing,
  unknownGlobalKey,
  unknownServiceKey,
  variableUnsupportedVersion,
  wildcardWithoutLike,
];
