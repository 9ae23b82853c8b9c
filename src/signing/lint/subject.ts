import type { LintSubject } from '../../base/lint-rule.js';
import type { SigningConfiguration } from '../types.js';

/** A registry's signing configuration, as rules are shown it. */
export type SigningSubject = LintSubject<SigningConfiguration, 'signing'>;
