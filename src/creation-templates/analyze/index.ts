/** Which new repositories do a registry's creation templates tell apart, and on which one do two sets differ? */
export type { Verdict } from '../../base/proof.js';
export {
  type CreationClass,
  type CreationVerdict,
  creationClasses,
  diffCreationTemplates,
  findTemplateFindings,
  type TemplateFinding,
} from './classes.js';
