/** Questions about time and money. */
export type { Diagnostic, Fix, Position, Range, Severity } from '../base/diagnostic.js';
export { orThrow, type Result } from '../base/result.js';
export { allocateCost } from './cost/allocate.js';
export { compileStoragePrices } from './cost/compile.js';
export { explainCost } from './cost/explain.js';
export { parseStoragePrices } from './cost/parse.js';
export { parseRepositoryTags, type TaggedAddress } from './cost/parse-tags.js';
export { storedBytes } from './cost/stored.js';
export type {
  CompiledPrices,
  CostAllocation,
  CostExplanation,
  CostGroup,
  CostQuestion,
  CostReadings,
  CostShare,
  PriceTier,
  RepositoryCost,
  StoragePrices,
  StoredBytes,
  StoredRepository,
} from './cost/types.js';
