/** A repository that lives under a policy through time: a door of its own, so that the preview's stays small. */
export { type Departure, LivingRepository, type LivingRun } from './repository.js';
