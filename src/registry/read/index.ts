/** A registry out of the answers of AWS that people have. */
export { type ReadRegistry, readRegistry } from './read.js';
export type {
  ReadRegistryOptions,
  RegistryDocumentKind,
  RegistryFile,
  RegistryFinding,
  RegistryPlace,
} from './types.js';
