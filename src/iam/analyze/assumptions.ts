import type { Assumption } from './verdict.js';

/** What answers about policies rest on. */
export function assumptionsOf(isAlone: boolean): readonly Assumption[] {
  const common: readonly Assumption[] = [
    'known-actions',
    'well-formed-names',
    'signed-requests',
    'independent-keys',
    'typed-values',
    'whole-seconds',
  ];
  return isAlone ? [...common, 'other-side-allows'] : common;
}
