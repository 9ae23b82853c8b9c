import { unreachable } from '../../base/invariant.js';
import { quote } from '../../base/quote.js';
import type { Ask } from '../asked.js';
import { bitOf } from '../layers/table.js';
import type {
  AuthorizationDecision,
  Blocker,
  LayerExplanation,
  LayerVerdict,
  PolicyKind,
  StatementExplanation,
} from '../types.js';
import { exemption } from './exemption.js';
import { policyName } from './names.js';

/** What each layer says, and the ones that are missing where they are needed. */
export function layerExplanations(
  statements: readonly StatementExplanation[],
  decision: AuthorizationDecision,
  ask: Ask,
): readonly LayerExplanation[] {
  const blockers = decision.kind === 'depends' ? [] : decision.blockedBy;
  const { layers } = ask.compiled.program;
  const present = layers.map(({ kind, level }) => {
    const own = statements.filter((one) => one.layer === kind && (one.level ?? null) === level);
    return explained({ kind, level: level ?? undefined }, own, blockers, ask);
  });
  const missing = blockers.filter(({ layer }) => !layers.some(({ kind }) => kind === layer));
  return [...missing.map(absent), ...present];
}

interface Place {
  readonly kind: PolicyKind;
  readonly level: string | undefined;
}

function explained(
  { kind, level }: Place,
  statements: readonly StatementExplanation[],
  blockers: readonly Blocker[],
  ask: Ask,
): LayerExplanation {
  const blocks = blockers.some((blocker) => blocker.layer === kind && blocker.level === level);
  const verdict = verdictOf(kind, statements, ask);
  return {
    layer: kind,
    level,
    verdict,
    blocks,
    sentence: sentenceOf(verdict, { kind, level }, statements, ask),
  };
}

function verdictOf(
  kind: PolicyKind,
  statements: readonly StatementExplanation[],
  ask: Ask,
): LayerVerdict {
  if ((ask.waived & bitOf(kind)) !== 0) return 'exempt';
  const has = (effect: 'Allow' | 'Deny', outcome: StatementExplanation['outcome']) =>
    statements.some((one) => one.effect === effect && one.outcome === outcome);
  if (has('Deny', 'applies')) return 'deny';
  if (has('Deny', 'unknown')) return 'unknown';
  // RCPFullAWSAccess is attached to every level.
  if (has('Allow', 'applies') || kind === 'rcp') return 'allow';
  return has('Allow', 'unknown') ? 'unknown' : 'silent';
}

function sentenceOf(
  verdict: LayerVerdict,
  { kind, level }: Place,
  statements: readonly StatementExplanation[],
  ask: Ask,
): string {
  const name = policyName(kind, level);
  const deciding = (effect: 'Allow' | 'Deny') =>
    statements.find((one) => one.effect === effect && one.outcome === 'applies');
  switch (verdict) {
    case 'deny':
      return `${statementName(deciding('Deny'))} of the ${name} denies it`;
    case 'allow':
      return deciding('Allow') === undefined
        ? `nothing in the ${name} denies it`
        : `${statementName(deciding('Allow'))} of the ${name} allows it`;
    case 'silent':
      return `nothing in the ${name} allows it`;
    case 'exempt':
      return `the ${name} does not bear on it: ${exemption(kind, ask)}`;
    case 'unknown':
      return `the ${name} hangs on context that was not given`;
    default:
      return unreachable(verdict);
  }
}

function statementName(statement: StatementExplanation | undefined): string {
  if (statement?.sid !== undefined) return `the statement ${quote(statement.sid)}`;
  return `the statement at ${statement?.at}`;
}

function absent({ layer, level }: Blocker): LayerExplanation {
  const sentence = `there is no ${policyName(layer, level)} that could allow it`;
  return { layer, level, verdict: 'silent', blocks: true, sentence };
}
