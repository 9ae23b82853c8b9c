import { failure, type Result, success } from '../../base/result.js';
import { findIdleRules, lifecycleFates } from '../analyze/index.js';
import { compileLifecyclePolicy } from '../compile.js';
import { parseLifecyclePolicy } from '../parse.js';
import type { LifecyclePolicy } from '../types.js';
import type { LifecycleView } from './view.js';

/** Reads a policy, and finds out what holds of it for all repositories. */
export function readLifecycleView(input: unknown): Result<LifecycleView> {
  const read = parseLifecyclePolicy(input);
  return read.ok ? success(lifecycleView(read.value), read.diagnostics) : failure(read.diagnostics);
}

function lifecycleView(policy: LifecyclePolicy): LifecycleView {
  const { findings: idle } = findIdleRules(policy, { budget });
  const { classes, isExact } = lifecycleFates(compileLifecyclePolicy(policy), { budget });
  return { ...policy, idle, classes: isExact ? classes : [] };
}

/** States that one question about tags may look at: some hundredths of a second. */
const budget = 20_000;
