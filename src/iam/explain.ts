import type { PreparedRequest } from './asked.js';
import { decide } from './authorize.js';
import type { CompiledPolicies } from './compiled.js';
import { changesFor } from './explain/changes.js';
import { doubtsThatMatter } from './explain/doubts.js';
import { factsBehind } from './explain/facts.js';
import { layerExplanations } from './explain/layers.js';
import { awsMessage, decisionSentence } from './explain/sentences.js';
import { statementExplanations } from './explain/statements.js';
import { askOf } from './layers/ask.js';
import { prepareRequest } from './prepare.js';
import type { AuthorizationExplanation, AuthorizationRequest, AuthorizeOptions } from './types.js';

/** The decision of `authorize`, with what every layer and every statement said, and what would have to change. */
export function explainAuthorization(
  compiled: CompiledPolicies,
  request: AuthorizationRequest | PreparedRequest,
  options: AuthorizeOptions = {},
): AuthorizationExplanation {
  const prepared = 'prepared' in request ? request : prepareRequest(request);
  const ask = askOf(compiled, prepared, options.missingContext === 'unknown');
  const decision = decide(ask);
  const statements = statementExplanations(ask);
  const layers = layerExplanations(statements, decision, ask);
  const doubts = doubtsThatMatter(decision, ask);
  return {
    decision,
    sentence: decisionSentence(decision, layers, ask),
    awsMessage: awsMessage(decision, ask),
    layers,
    statements,
    changes: changesFor(decision, statements, ask),
    doubts,
    because: factsBehind(decision, doubts, ask),
  };
}
