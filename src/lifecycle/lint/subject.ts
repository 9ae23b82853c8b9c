import type { LintSubject } from '../../base/lint-rule.js';
import type { LifecycleView } from './view.js';

/** A lifecycle policy, as rules are shown it. */
export type LifecycleSubject = LintSubject<LifecycleView, 'lifecycle'>;
