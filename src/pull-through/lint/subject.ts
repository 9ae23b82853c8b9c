import type { LintSubject } from '../../base/lint-rule.js';
import type { PullThroughRule } from '../types.js';

/** The pull through cache rules of a registry, or some of them, as rules are shown them. */
export type PullThroughSubject = LintSubject<readonly PullThroughRule[], 'pull-through'>;
