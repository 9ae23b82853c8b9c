import type { PolicyKind } from './types.js';

/** Every kind of policy. */
export const policyKinds = [
  'identity',
  'boundary',
  'session',
  'repository',
  'registry',
  'scp',
  'rcp',
  'endpoint',
] as const satisfies readonly PolicyKind[];
