/** Questions about time and money: what happens to images from day to day, and what storing them costs. */
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
export { forecastImages } from './forecast/forecast.js';
export type {
  Forecast,
  ForecastDeed,
  ForecastFate,
  ForecastQuestion,
  ImageForecast,
  Lifetimes,
  PartedImage,
  Parting,
  QuotaForecast,
  RepositoryForecast,
} from './forecast/types.js';
export { type BoundSchedule, compileSchedule } from './schedule/compile.js';
export { deedsBetween } from './schedule/deeds.js';
export { type LearntBuild, type LearntSchedule, learnSchedule } from './schedule/learn.js';
export { parseSchedule } from './schedule/parse.js';
export type {
  BuiltImage,
  CompiledSchedule,
  Deed,
  RecurringBuild,
  RecurringPull,
  Rhythm,
  Schedule,
  ScheduledEvent,
  ScheduledPull,
  ScheduledPush,
} from './schedule/types.js';
export { Months, type SimulatedMonth } from './time/months.js';
export { bindSimulation, frameCountOf, simulateFrames } from './time/simulate.js';
export type {
  BoundSimulation,
  FrameCounts,
  MadeBy,
  RepositoryFrame,
  SimulatedDeparture,
  SimulationFrame,
  SimulationQuestion,
  StartingRepository,
} from './time/types.js';
export { simulate } from './whole/simulate.js';
export type {
  RefusalCount,
  RegistryFrame,
  RegistryFrameCounts,
  RegistryRepositoryFrame,
  RegistrySimulationOptions,
  SimulatedRegistry,
} from './whole/types.js';
