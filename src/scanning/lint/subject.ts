import type { LintSubject } from '../../base/lint-rule.js';
import type { ScanningConfiguration } from '../types.js';

/** A registry's scanning configuration, as rules are shown it. */
export type ScanningSubject = LintSubject<ScanningConfiguration, 'scanning'>;
