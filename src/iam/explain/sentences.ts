import { unreachable } from '../../base/invariant.js';
import { quote } from '../../base/quote.js';
import { policyTypePhrases, refusalReasons, refusalText } from '../../facts/iam.js';
import type { Ask } from '../asked.js';
import type { AuthorizationDecision, LayerExplanation } from '../types.js';

/** The answer and its ground in one sentence. */
export function decisionSentence(
  decision: AuthorizationDecision,
  layers: readonly LayerExplanation[],
  { request, resource }: Ask,
): string {
  const asked = `${quote(request.writtenAction)} on ${quote(resource.text)}`;
  switch (decision.kind) {
    case 'allowed':
      return `${asked} is allowed: ${grounds(layers, ({ verdict }) => verdict === 'allow')}`;
    case 'implicitDeny':
    case 'explicitDeny':
      return `${asked} is denied: ${grounds(layers, ({ blocks }) => blocks)}`;
    case 'depends':
      return `${asked} hangs on ${decision.on.map(({ key }) => quote(key)).join(' and ')}`;
    default:
      return unreachable(decision);
  }
}

/** The root user alone needs nobody's word. */
function grounds(
  layers: readonly LayerExplanation[],
  counts: (layer: LayerExplanation) => boolean,
): string {
  let grounds = '';
  for (const layer of layers) {
    if (counts(layer)) grounds += grounds === '' ? layer.sentence : `; ${layer.sentence}`;
  }
  return grounds || 'the root user of an account may do everything that nobody denies';
}

/** The error AWS answers with. Where several kinds of policy block, it names one: an explicit denial before silence. */
export function awsMessage(decision: AuthorizationDecision, ask: Ask): string | undefined {
  if (decision.kind === 'allowed' || decision.kind === 'depends') return undefined;
  const explicit = decision.blockedBy.find(({ kind }) => kind === 'explicit');
  const named = explicit ?? decision.blockedBy[0];
  if (named === undefined) return undefined;
  const { writtenPrincipal: principal, writtenAction: action } = ask.request;
  const phrase = policyTypePhrases[named.layer];
  const reason =
    explicit === undefined
      ? filled(refusalReasons.implicit, [phrase, action])
      : filled(refusalReasons.explicit, [withArticle(phrase)]);
  return filled(refusalText, [principal, action, ask.resource.text, reason]);
}

function filled(text: string, parts: readonly string[]): string {
  const [first = '', ...rest] = text.split('{}');
  return rest.reduce((filling, piece, index) => `${filling}${parts[index]}${piece}`, first);
}

function withArticle(phrase: string): string {
  return `${'aeiou'.includes(phrase.charAt(0)) ? 'an' : 'a'} ${phrase}`;
}
