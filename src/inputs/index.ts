/** Readers of what people have: inventories, manifests, and lists of what runs. They find and check; they decide nothing. */
export type { Diagnostic, Fix, Position, Range, Severity } from '../base/diagnostic.js';
export { orThrow, type Result } from '../base/result.js';
export type { Image, ImageStatus } from '../model/image.js';
export { formatInstant, parseInstant } from '../model/instant.js';
export type { ImageManifest } from '../model/manifest.js';
export { type ImageReference, imageNoteOf, imageReferenceOf } from '../model/reference.js';
export { type AwsPreview, type AwsPreviewResult, parseAwsPreview } from './aws-preview.js';
export {
  type AttachedTo,
  type ContentKind,
  contentOf,
  type DocumentKind,
  type DocumentSource,
  type FileContent,
  type FileDiagnostic,
  type FilePlace,
  type FindOptions,
  type FoundDocument,
  type FoundDocuments,
  findDocuments,
  findingsInFile,
  isUnknownAt,
  type Notation,
  placeOf,
  type ReadFile,
  type Stretch,
  type TextFile,
  type UnknownPart,
  type UnknownReason,
} from './documents/index.js';
export { parseInUse } from './in-use.js';
export { mayLackArchived, parseInventory } from './inventory.js';
export { parseManifests, withManifests } from './manifests.js';
export { type InUseMatch, type KnownRepository, matchInUse } from './match-in-use.js';
export { type GuessedPolicy, guessPolicyKind } from './policy-kind.js';
export {
  type NamedPolicy,
  type PrincipalPolicies,
  parsePrincipalPolicies,
} from './principal-policies.js';
export { type NamedInventory, type UnitedInventories, uniteInventories } from './unite.js';
