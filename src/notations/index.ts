/** Readers of files that are no JSON, for `findDocuments` to take in. */
export { yamlNotation } from './yaml.js';
