/** Which tags do a repository's tag settings tell apart, and on which tag do two settings differ? */
export type { Verdict } from '../../base/proof.js';
export { findTagFilterFindings, tagClasses } from './classes.js';
export { diffTagRules } from './diff.js';
export type { TagClass, TagFilterFinding, TagRuleVerdict, TagWitness } from './types.js';
