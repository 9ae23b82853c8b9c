import { isRecord } from '../../base/loose.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { effects, sidPattern, statementElements } from '../../facts/policy.js';
import { checkActions } from './actions.js';
import { checkConditions } from './conditions.js';
import { checkElements } from './elements.js';
import { doubt, type Reading, refuse, syntaxErrors } from './findings.js';
import { grammars } from './grammar.js';
import { checkPrincipal } from './principals.js';
import { checkResourceControl, isFullAccess } from './resource-control.js';
import { checkResources } from './resources.js';
import { sameButCase, wrongType } from './values.js';

/** Checks one statement against the grammar of its kind of policy. */
export function checkStatement(reading: Reading, statement: unknown, at: string): void {
  if (!isRecord(statement)) {
    wrongType(reading, statement, at, 'a statement is an object', 'policy.statements');
    return;
  }
  if (reading.kind === 'rcp' && isFullAccess(statement)) return;
  checkElements(reading, statement, at, statementElements, 'policy.statementElements');
  const { Sid, Effect } = statement;
  if (Sid !== undefined) checkSid(reading, Sid, `${at}/Sid`);
  checkEffect(reading, Effect, at);
  for (const element of ['Principal', 'Action', 'Resource']) {
    checkPair(reading, statement, element, at);
  }
  checkPresence(reading, statement, at);
  for (const [element, check] of checks) {
    const value = statement[element];
    if (value !== undefined) check(reading, value, `${at}/${element}`);
  }
  if (reading.kind === 'rcp') checkResourceControl(reading, statement, at);
}

type Check = (reading: Reading, value: unknown, at: string) => void;

/** What looks into each element, in the order in which people write them. */
const checks: readonly (readonly [element: string, Check])[] = [
  ['Principal', checkPrincipal],
  ['NotPrincipal', checkPrincipal],
  ['Action', checkActions],
  ['NotAction', checkActions],
  ['Resource', checkResources],
  ['NotResource', checkResources],
  ['Condition', checkConditions],
];

const plainSid = /* @__PURE__ */ new RegExp(sidPattern);

function checkSid(reading: Reading, sid: unknown, at: string): void {
  if (typeof sid !== 'string') {
    wrongType(reading, sid, at, 'a Sid is text', 'policy.sidPattern');
    return;
  }
  if (!grammars[reading.kind].plainSid || plainSid.test(sid)) return;
  refuse(reading, {
    name: 'sid',
    at,
    message: `the Sid ${quote(sid)} has characters other than letters and digits`,
    because: 'policy.sidPattern',
    help: 'leave out spaces and punctuation',
    iamMessage:
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
  });
}

function checkEffect(reading: Reading, effect: unknown, at: string): void {
  if (effect === undefined) {
    missing(reading, at, 'Effect', 'policy.effects', syntaxErrors);
    return;
  }
  if (effects.some((known) => known === effect)) return;
  const meant = typeof effect === 'string' ? sameButCase(effects, effect) : undefined;
  refuse(reading, {
    name: 'effect',
    at: `${at}/Effect`,
    message: `${quote(effect)} is not an effect`,
    because: 'policy.effects',
    help: `write ${meant === undefined ? effects.map(quote).join(' or ') : quote(meant)}`,
    iamMessage: syntaxErrors,
  });
}

/** An element and its Not form exclude one another. */
function checkPair(
  reading: Reading,
  statement: Readonly<Record<string, unknown>>,
  element: string,
  at: string,
): void {
  if (statement[element] === undefined || statement[`Not${element}`] === undefined) return;
  refuse(reading, {
    name: 'element-pair',
    at: `${at}/Not${element}`,
    message: `${quote(element)} and ${quote(`Not${element}`)} stand in one statement`,
    because: 'policy.oneOfPair',
    help: 'keep one of the two, or write two statements',
    iamMessage: syntaxErrors,
  });
}

function checkPresence(
  reading: Reading,
  statement: Readonly<Record<string, unknown>>,
  at: string,
): void {
  const { name, principal, resource, resourceFact } = grammars[reading.kind];
  const { Effect, NotPrincipal } = statement;
  /** Which of the two stands there. */
  const found = (element: string) =>
    [element, `Not${element}`].find((one) => statement[one] !== undefined);
  if (found('Action') === undefined) {
    const sentence = 'Policy statement must contain actions.';
    missing(reading, at, 'Action', 'policy.actionRequired', sentence);
  }
  if (resource === 'required' && found('Resource') === undefined) {
    missing(reading, at, 'Resource', resourceFact, 'Policy statement must contain resources.');
  }
  const element = found('Principal');
  if (principal === 'required' && element === undefined) {
    missing(reading, at, 'Principal', 'policy.principalRequired');
  }
  if (principal === 'forbidden' && element !== undefined) {
    refuse(reading, {
      name: 'principal-forbidden',
      at: `${at}/${element}`,
      message: `${quote(element)} has no place in ${name}`,
      because: 'policy.principalForbidden',
      help: 'leave it out: the policy is about whoever carries it; or name the file as a policy of a resource',
      iamMessage: 'Policy document should not specify a principal.',
    });
  }
  if (NotPrincipal !== undefined && Effect === 'Allow') {
    doubt(reading, {
      name: 'allow-not-principal',
      at: `${at}/NotPrincipal`,
      message: '`NotPrincipal` is not supported with Allow: it would let in everybody else',
      because: 'policy.notPrincipalDeniesOnly',
      help: 'name those who are allowed under `Principal`',
    });
  }
}

function missing(
  reading: Reading,
  at: string,
  element: string,
  because: FactId,
  iamMessage?: string,
): void {
  refuse(reading, {
    name: 'missing-element',
    at,
    message: `the statement has no ${quote(element)}`,
    because,
    help: `add ${quote(element)}`,
    iamMessage,
  });
}
