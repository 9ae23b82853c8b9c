import * as sdk from '@aws-sdk/client-ecr';
import { describe, expect, it } from 'vitest';
import { imageStatuses } from '../../src/facts/image.js';
import { actionTypes, storageClasses, targetStorageClasses } from '../../src/facts/lifecycle.js';
import { exclusionFilterTypes, tagMutabilities } from '../../src/facts/tagging.js';
import type { ImageAction, PreviewResult } from '../../src/lifecycle/index.js';
import type { TagVerdict } from '../../src/tagging/index.js';

/**
 * Each list of AWS's words beside the enum of AWS's own SDK. A new word there, or one that is gone, fails here first:
 * then a fact, its evidence and a schema have to follow.
 */
const lists: readonly (readonly [name: string, ours: readonly string[], theirs: object])[] = [
  ['image statuses', imageStatuses, sdk.ImageStatus],
  ['tag mutabilities', tagMutabilities, sdk.ImageTagMutability],
  ['exclusion filter types', exclusionFilterTypes, sdk.ImageTagMutabilityExclusionFilterType],
];

/** A policy spells in lower case what the API spells in capitals. */
const spelledLow: typeof lists = [
  ['storage classes of a rule', storageClasses, sdk.LifecyclePolicyStorageClass],
  ['targets of a transition', targetStorageClasses, sdk.LifecyclePolicyTargetStorageClass],
  ['actions of a rule', actionTypes, sdk.ImageActionType],
];

/** Unions that exist as types only: a member that is missing or too many does not compile. */
const previewActions: Record<ImageAction['type'], true> = { EXPIRE: true, TRANSITION: true };
const previewTargets: Record<NonNullable<ImageAction['targetStorageClass']>, true> = {
  ARCHIVE: true,
};
const previewClasses: Record<PreviewResult['storageClass'], true> = {
  STANDARD: true,
  ARCHIVE: true,
};
const unions: typeof lists = [
  ['actions of a preview', Object.keys(previewActions), sdk.ImageActionType],
  ['targets of a preview', Object.keys(previewTargets), sdk.LifecyclePolicyTargetStorageClass],
  ['storage classes of a preview', Object.keys(previewClasses), sdk.LifecyclePolicyStorageClass],
];

/** Exceptions that our answers name, each with the class of the SDK. */
const exceptions: Record<Extract<TagVerdict, { kind: 'refused' }>['exception'], unknown> = {
  ImageAlreadyExistsException: sdk.ImageAlreadyExistsException,
  ImageTagAlreadyExistsException: sdk.ImageTagAlreadyExistsException,
};

describe("AWS's words in AWS's SDK", () => {
  it.each([...lists, ...unions])('%s', (_, ours, theirs) => {
    expect([...ours].sort()).toEqual(Object.values(theirs).sort());
  });

  it.each(spelledLow)('%s', (_, ours, theirs) => {
    expect(ours.map((word) => word.toUpperCase()).sort()).toEqual(Object.values(theirs).sort());
  });

  it.each(Object.entries(exceptions))('%s', (name, exception) => {
    expect(exception).toBeTypeOf('function');
    expect(Object.keys(sdk)).toContain(name);
  });
});
