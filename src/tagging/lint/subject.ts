import type { LintSubject } from '../../base/lint-rule.js';
import type { TagMutabilitySettings } from '../types.js';

/** The tag settings of a repository, as rules are shown them. */
export type TagMutabilitySubject = LintSubject<TagMutabilitySettings, 'repository-settings'>;
