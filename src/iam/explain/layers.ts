import { at, unreachable } from '../../base/invariant.js';
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
  const explanations: LayerExplanation[] = [];
  for (const blocker of blockers) {
    if (!layers.some(({ kind }) => kind === blocker.layer)) explanations.push(absent(blocker));
  }
  const voices = voicesOf(statements, ask);
  for (let number = 0; number < layers.length; number++) {
    const { kind, level: id } = at(layers, number);
    const level = id ?? undefined;
    const voice = at(voices, number);
    const verdict = verdictOf(kind, voice, ask);
    explanations.push({
      layer: kind,
      level,
      verdict,
      blocks: blockers.some((one) => one.layer === kind && one.level === level),
      sentence: sentenceOf(verdict, kind, level, voice, ask),
    });
  }
  return explanations;
}

/** The first statement of a layer that denies, that allows, and that may do so. */
interface Voice {
  denying: StatementExplanation | undefined;
  allowing: StatementExplanation | undefined;
  mayDeny: boolean;
  mayAllow: boolean;
}

function voicesOf(statements: readonly StatementExplanation[], ask: Ask): readonly Voice[] {
  const { layers, statements: compiled } = ask.compiled.program;
  const voices = layers.map(
    (): Voice => ({ denying: undefined, allowing: undefined, mayDeny: false, mayAllow: false }),
  );
  for (let number = 0; number < statements.length; number++) {
    const statement = at(statements, number);
    if (statement.outcome === 'misses' || statement.outcome === 'exempt') continue;
    const voice = at(voices, at(compiled, number).layer);
    const isDeny = statement.effect === 'Deny';
    if (statement.outcome === 'unknown') {
      if (isDeny) voice.mayDeny = true;
      else voice.mayAllow = true;
    } else if (isDeny) voice.denying ??= statement;
    else voice.allowing ??= statement;
  }
  return voices;
}

function verdictOf(kind: PolicyKind, voice: Voice, ask: Ask): LayerVerdict {
  if ((ask.terms.waived & bitOf(kind)) !== 0) return 'exempt';
  if (voice.denying !== undefined) return 'deny';
  if (voice.mayDeny) return 'unknown';
  // RCPFullAWSAccess is attached to every level.
  if (voice.allowing !== undefined || kind === 'rcp') return 'allow';
  return voice.mayAllow ? 'unknown' : 'silent';
}

function sentenceOf(
  verdict: LayerVerdict,
  kind: PolicyKind,
  level: string | undefined,
  { denying, allowing }: Voice,
  ask: Ask,
): string {
  const name = policyName(kind, level);
  switch (verdict) {
    case 'deny':
      return `${statementName(denying)} of the ${name} denies it`;
    case 'allow':
      return allowing === undefined
        ? `nothing in the ${name} denies it`
        : `${statementName(allowing)} of the ${name} allows it`;
    case 'silent':
      return `nothing in the ${name} allows it`;
    case 'exempt':
      return `nothing in the ${name} bears on it: ${exemption(kind, ask)}`;
    case 'unknown':
      return `what the ${name} says hangs on context that was not given`;
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
