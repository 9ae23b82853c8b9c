import { copyNotPermitted } from './copy-not-permitted.js';
import { lockedCache } from './locked-cache.js';
import type { AcrossRule } from './rule.js';
import { twoForOneRegistry } from './two-for-one-registry.js';
import { twoForOneRepository } from './two-for-one-repository.js';

/** All rules about several documents together, by code. */
export const acrossRules: readonly AcrossRule[] = [
  copyNotPermitted,
  lockedCache,
  twoForOneRegistry,
  twoForOneRepository,
];
