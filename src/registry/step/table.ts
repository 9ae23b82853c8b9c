import { batchDeleteImage } from '../delete/batch-delete.js';
import type { Operation } from '../operations.js';
import { putImage } from '../push/put-image.js';
import {
  describeImages,
  describeReplicationStatus,
  describeRepositories,
  listImages,
} from '../requests/describe.js';
import {
  createPullThroughRule,
  createTemplate,
  deletePullThroughRule,
  deleteTemplate,
  deregisterExclusion,
  registerExclusion,
  updatePullThroughRule,
  updateTemplate,
} from '../requests/listed-settings.js';
import { batchGetImage } from '../requests/pull.js';
import {
  deleteRegistryPolicy,
  deleteSigningConfiguration,
  putAccountSetting,
  putRegistryPolicy,
  putRegistryScanningConfiguration,
  putReplicationConfiguration,
  putSigningConfiguration,
} from '../requests/registry-settings.js';
import {
  createRepository,
  deleteRepository,
  tagResource,
  untagResource,
} from '../requests/repositories.js';
import {
  deleteLifecyclePolicy,
  deleteRepositoryPolicy,
  putImageScanningConfiguration,
  putImageTagMutability,
  putLifecyclePolicy,
  setRepositoryPolicy,
} from '../requests/repository-settings.js';
import { startImageScan } from '../requests/scan-request.js';
import { updateImageStorageClass } from '../requests/storage-class.js';
import { clockTick } from '../time/clock.js';
import { lifecycleRun } from '../time/lifecycle-run.js';
import type { Handler } from './turn.js';

/** Who answers each operation. */
export const handlers: { readonly [O in Operation]: Handler<O> } = {
  CreateRepository: createRepository,
  DeleteRepository: deleteRepository,
  DescribeRepositories: describeRepositories,
  PutImage: putImage,
  BatchDeleteImage: batchDeleteImage,
  BatchGetImage: batchGetImage,
  DescribeImages: describeImages,
  ListImages: listImages,
  UpdateImageStorageClass: updateImageStorageClass,
  DescribeImageReplicationStatus: describeReplicationStatus,
  StartImageScan: startImageScan,
  PutLifecyclePolicy: putLifecyclePolicy,
  DeleteLifecyclePolicy: deleteLifecyclePolicy,
  PutImageTagMutability: putImageTagMutability,
  PutImageScanningConfiguration: putImageScanningConfiguration,
  SetRepositoryPolicy: setRepositoryPolicy,
  DeleteRepositoryPolicy: deleteRepositoryPolicy,
  TagResource: tagResource,
  UntagResource: untagResource,
  PutRegistryPolicy: putRegistryPolicy,
  DeleteRegistryPolicy: deleteRegistryPolicy,
  PutReplicationConfiguration: putReplicationConfiguration,
  PutRegistryScanningConfiguration: putRegistryScanningConfiguration,
  PutSigningConfiguration: putSigningConfiguration,
  DeleteSigningConfiguration: deleteSigningConfiguration,
  CreateRepositoryCreationTemplate: createTemplate,
  UpdateRepositoryCreationTemplate: updateTemplate,
  DeleteRepositoryCreationTemplate: deleteTemplate,
  CreatePullThroughCacheRule: createPullThroughRule,
  UpdatePullThroughCacheRule: updatePullThroughRule,
  DeletePullThroughCacheRule: deletePullThroughRule,
  PutAccountSetting: putAccountSetting,
  RegisterPullTimeUpdateExclusion: registerExclusion,
  DeregisterPullTimeUpdateExclusion: deregisterExclusion,
  LifecycleRun: lifecycleRun,
  ClockTick: clockTick,
};
