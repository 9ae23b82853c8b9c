import type { LintRule, LintSubject } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { PolicyKind } from '../types.js';
import type { PolicyView } from './view.js';

/** A policy, as rules are shown it. */
export type PolicySubject = LintSubject<PolicyView, PolicyKind>;

/** A rule about policies. */
export interface PolicyRule extends LintRule<PolicySubject> {
  readonly kinds?: readonly PolicyKind[] | undefined;
  readonly because: readonly FactId[];
}

/** Kinds that grant something to, or limit, the one who carries them. */
export const ofCaller: readonly PolicyKind[] = ['identity', 'boundary', 'session'];

/** Kinds that stand on the resource's side and grant. */
export const ofResource: readonly PolicyKind[] = ['repository', 'registry'];

/** Kinds that grant by themselves, rather than limit what others grant. */
export const granting: readonly PolicyKind[] = ['identity', 'session', 'repository', 'registry'];
