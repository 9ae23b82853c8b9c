import type { LintSubject } from '../../base/lint-rule.js';
import type { LifecyclePolicy } from '../types.js';

/** A lifecycle policy, as rules are shown it. */
export type LifecycleSubject = LintSubject<LifecyclePolicy, 'lifecycle'>;
