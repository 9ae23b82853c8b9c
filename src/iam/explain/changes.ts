import { at } from '../../base/invariant.js';
import { quote } from '../../base/quote.js';
import type { Ask } from '../asked.js';
import { settleIf } from '../layers/depend.js';
import { noFindings } from '../layers/gather.js';
import type {
  AuthorizationDecision,
  Blocker,
  NeededChange,
  StatementExplanation,
} from '../types.js';
import { policyName } from './names.js';

/** What stands in the way, layer by layer: with all of it changed the request is allowed. */
export function changesFor(
  decision: AuthorizationDecision,
  statements: readonly StatementExplanation[],
  ask: Ask,
): readonly NeededChange[] {
  if (decision.kind === 'allowed' || decision.kind === 'depends') return [];
  const denied = decision.blockedBy.filter(({ kind }) => kind === 'explicit');
  const silent = denied.length === 0 ? decision.blockedBy : silentWithoutDenials(statements, ask);
  return [
    ...denied.map((blocker) => narrowing(blocker, statements)),
    ...silent.map((blocker) => addition(blocker, ask)),
  ];
}

/** A layer that denies may besides have nothing to allow the request with; what allows it, or may do so, tells. */
function silentWithoutDenials(
  statements: readonly StatementExplanation[],
  ask: Ask,
): readonly Blocker[] {
  const allowing = ask.compiled.program.statements.filter((_, number) => {
    const { effect, outcome } = at(statements, number);
    return effect === 'Allow' && (outcome === 'applies' || outcome === 'unknown');
  });
  return settleIf(allowing, noFindings(ask), ask).blockedBy;
}

function isDenial({ effect, outcome }: StatementExplanation): boolean {
  return effect === 'Deny' && outcome === 'applies';
}

function narrowing(
  { layer, level }: Blocker,
  statements: readonly StatementExplanation[],
): NeededChange {
  const places = statements
    .filter((one) => one.layer === layer && one.level === level && isDenial(one))
    .map((statement) => statement.at);
  const sentence = `${places.join(' and ')} of the ${policyName(layer, level)} must no longer deny it`;
  return { layer, level, kind: 'narrow', at: places, sentence };
}

function addition({ layer, level }: Blocker, ask: Ask): NeededChange {
  const { request, resource, terms } = ask;
  const what = `${quote(request.writtenAction)} on ${quote(resource.text)}`;
  // Inside one account a resource-based policy that names the caller himself does instead.
  const instead =
    layer === 'identity' && terms.sameAccount && terms.action?.repositoryPolicy === 'consulted'
      ? ', or the repository policy must name the caller himself'
      : '';
  const sentence = `the ${policyName(layer, level)} must allow ${what}${instead}`;
  return { layer, level, kind: 'allow', at: [], sentence };
}
