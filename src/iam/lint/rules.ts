import { accountDelegation } from './account-delegation.js';
import { actionCase } from './action-case.js';
import { actionMatchesNothing } from './action-matches-nothing.js';
import { actionWithoutEffect } from './action-without-effect.js';
import { allowNotAction } from './allow-not-action.js';
import { allowNotResource } from './allow-not-resource.js';
import { alwaysTrueCondition } from './always-true-condition.js';
import { contradictoryCondition } from './contradictory-condition.js';
import { denyNotPrincipal } from './deny-not-principal.js';
import { duplicateKeyCase } from './duplicate-key-case.js';
import { ecrPublicPrefix } from './ecr-public-prefix.js';
import { emptyAction } from './empty-action.js';
import { emptyCondition } from './empty-condition.js';
import { emptyConditionValues } from './empty-condition-values.js';
import { emptyPrincipal } from './empty-principal.js';
import { emptyResource } from './empty-resource.js';
import { emptySid } from './empty-sid.js';
import { endpointDeniesAll } from './endpoint-denies-all.js';
import { endpointLayers } from './endpoint-layers.js';
import { excludesEverything } from './excludes-everything.js';
import { forallvaluesSingleValued } from './forallvalues-single-valued.js';
import { forallvaluesWithoutNullCheck } from './forallvalues-without-null-check.js';
import { foreignResource } from './foreign-resource.js';
import { grantsDeletionToStrangers } from './grants-deletion-to-strangers.js';
import { grantsPermissionsManagement } from './grants-permissions-management.js';
import { invalidArn } from './invalid-arn.js';
import { invalidDate } from './invalid-date.js';
import { invalidIp } from './invalid-ip.js';
import { invalidServicePrincipal } from './invalid-service-principal.js';
import { invalidVpcId } from './invalid-vpc-id.js';
import { ipHostBits } from './ip-host-bits.js';
import { irrelevantKey } from './irrelevant-key.js';
import { keyUnsupported } from './key-unsupported.js';
import { lambdaStatement } from './lambda-statement.js';
import { leftoverTemplate } from './leftover-template.js';
import { lockout } from './lockout.js';
import { mfaBoolDeny } from './mfa-bool-deny.js';
import { missingQualifier } from './missing-qualifier.js';
import { missingVersion } from './missing-version.js';
import { multipleBoolean } from './multiple-boolean.js';
import { nearlyTooLong } from './nearly-too-long.js';
import { nullValue } from './null-value.js';
import { nullWithQualifier } from './null-with-qualifier.js';
import { oldVersion } from './old-version.js';
import { pairedKeys } from './paired-keys.js';
import { passRoleStar } from './pass-role-star.js';
import { policyCharacters } from './policy-characters.js';
import { principalSsoRole } from './principal-sso-role.js';
import { principalUniqueId } from './principal-unique-id.js';
import { privateIp } from './private-ip.js';
import { publicRepository } from './public-repository.js';
import { pullIncomplete } from './pull-incomplete.js';
import { pullThroughIncomplete } from './pull-through-incomplete.js';
import { pushIncomplete } from './push-incomplete.js';
import { pushWithoutManifest } from './push-without-manifest.js';
import { rcpServiceExemption } from './rcp-service-exemption.js';
import { redundantAction } from './redundant-action.js';
import { redundantConditionValue } from './redundant-condition-value.js';
import { redundantResource } from './redundant-resource.js';
import { redundantStatement } from './redundant-statement.js';
import { registryScopeV1 } from './registry-scope-v1.js';
import { replicationIncomplete } from './replication-incomplete.js';
import { repositoryPolicyResource } from './repository-policy-resource.js';
import { resourceMismatch } from './resource-mismatch.js';
import { resourceNeverMatches } from './resource-never-matches.js';
import { resourceStar } from './resource-star.js';
import { scpLegacyAllow } from './scp-legacy-allow.js';
import { sensitiveKeyWildcard } from './sensitive-key-wildcard.js';
import { serviceWithoutSource } from './service-without-source.js';
import { shadowedAllow } from './shadowed-allow.js';
import { sourceIpDeny } from './source-ip-deny.js';
import { starOnlyActionScoped } from './star-only-action-scoped.js';
import { stringLikeOnArn } from './string-like-on-arn.js';
import type { PolicyRule } from './subject.js';
import { tagKeyMissing } from './tag-key-missing.js';
import { tokenMissing } from './token-missing.js';
import { typeMismatch } from './type-mismatch.js';
import { typeMismatchUsable } from './type-mismatch-usable.js';
import { unknownGlobalKey } from './unknown-global-key.js';
import { unknownService } from './unknown-service.js';
import { unknownServiceKey } from './unknown-service-key.js';
import { untrustworthyKey } from './untrustworthy-key.js';
import { variableMaybeMissing } from './variable-maybe-missing.js';
import { variableMisplaced } from './variable-misplaced.js';
import { variableMultivaluedKey } from './variable-multivalued-key.js';
import { variableSyntax } from './variable-syntax.js';
import { variableUnsupportedOperator } from './variable-unsupported-operator.js';
import { variableUnsupportedVersion } from './variable-unsupported-version.js';
import { wildcardInService } from './wildcard-in-service.js';
import { wildcardWithoutLike } from './wildcard-without-like.js';

/** Every rule, in the order in which a reader looks for them. */
export const rules: readonly PolicyRule[] = [
  accountDelegation,
  actionCase,
  actionMatchesNothing,
  actionWithoutEffect,
  allowNotAction,
  allowNotResource,
  alwaysTrueCondition,
  contradictoryCondition,
  denyNotPrincipal,
  duplicateKeyCase,
  ecrPublicPrefix,
  emptyAction,
  emptyCondition,
  emptyConditionValues,
  emptyPrincipal,
  emptyResource,
  emptySid,
  endpointDeniesAll,
  endpointLayers,
  excludesEverything,
  forallvaluesSingleValued,
  forallvaluesWithoutNullCheck,
  foreignResource,
  grantsDeletionToStrangers,
  grantsPermissionsManagement,
  invalidArn,
  invalidDate,
  invalidIp,
  invalidServicePrincipal,
  invalidVpcId,
  ipHostBits,
  irrelevantKey,
  keyUnsupported,
  lambdaStatement,
  leftoverTemplate,
  lockout,
  mfaBoolDeny,
  missingQualifier,
  missingVersion,
  multipleBoolean,
  nearlyTooLong,
  nullValue,
  nullWithQualifier,
  oldVersion,
  pairedKeys,
  passRoleStar,
  policyCharacters,
  principalSsoRole,
  principalUniqueId,
  privateIp,
  publicRepository,
  pullIncomplete,
  pullThroughIncomplete,
  pushIncomplete,
  pushWithoutManifest,
  rcpServiceExemption,
  redundantAction,
  redundantConditionValue,
  redundantResource,
  redundantStatement,
  registryScopeV1,
  replicationIncomplete,
  repositoryPolicyResource,
  resourceMismatch,
  resourceNeverMatches,
  resourceStar,
  scpLegacyAllow,
  sensitiveKeyWildcard,
  serviceWithoutSource,
  shadowedAllow,
  sourceIpDeny,
  starOnlyActionScoped,
  stringLikeOnArn,
  tagKeyMissing,
  tokenMissing,
  typeMismatch,
  typeMismatchUsable,
  unknownGlobalKey,
  unknownService,
  unknownServiceKey,
  untrustworthyKey,
  variableMaybeMissing,
  variableMisplaced,
  variableMultivaluedKey,
  variableSyntax,
  variableUnsupportedOperator,
  variableUnsupportedVersion,
  wildcardInService,
  wildcardWithoutLike,
];
