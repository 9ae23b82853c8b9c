/** Readers of files that are no JSON, for `findDocuments` to take in. */
export { type HclParser, hclNotation } from './hcl.js';
export { yamlNotation } from './yaml.js';
