import { pointer } from '../../base/json-text.js';
import { quote } from '../../base/quote.js';
import { effects, sidPattern, statementElements } from '../../facts/policy.js';
import { checkActions } from './actions.js';
import { checkConditions } from './conditions.js';
import { checkElements } from './elements.js';
import { doubt, type Reading, refuse, syntaxErrors } from './findings.js';
import { grammars } from './grammar.js';
import { checkPrincipal } from './principals.js';
import { checkResourceControl, isFullAccess } from './resource-control.js';
import { checkResources } from './resources.js';
import { type Block, isBlock, own, sameButCase, wrongType } from './values.js';

/** Checks one statement against the grammar of its kind of policy. */
export function checkStatement(reading: Reading, statement: unknown, at: string): void {
  if (!isBlock(statement)) {
    wrongType(reading, statement, at, 'a statement is an object', 'policy.statements');
    return;
  }
  if (reading.kind === 'rcp' && isFullAccess(statement)) return;
  checkElements(reading, statement, at, statementElements, 'policy.statementElements');
  checkSid(reading, own(statement, 'Sid'), pointer(at, 'Sid'));
  checkEffect(reading, own(statement, 'Effect'), at);
  checkPairs(reading, statement, at);
  checkPresence(reading, statement, at);
  for (const element of ['Principal', 'NotPrincipal']) {
    const value = own(statement, element);
    if (value !== undefined) checkPrincipal(reading, value, pointer(at, element));
  }
  for (const element of ['Action', 'NotAction']) {
    const value = own(statement, element);
    if (value !== undefined) checkActions(reading, value, pointer(at, element));
  }
  for (const element of ['Resource', 'NotResource']) {
    const value = own(statement, element);
    if (value !== undefined) checkResources(reading, value, pointer(at, element));
  }
  const condition = own(statement, 'Condition');
  if (condition !== undefined) checkConditions(reading, condition, pointer(at, 'Condition'));
  if (reading.kind === 'rcp') checkResourceControl(reading, statement, at);
}

function checkSid(reading: Reading, sid: unknown, at: string): void {
  if (sid === undefined) return;
  if (typeof sid !== 'string') {
    wrongType(reading, sid, at, 'a Sid is text', 'policy.sidPattern');
    return;
  }
  if (!grammars[reading.kind].plainSid || new RegExp(sidPattern).test(sid)) return;
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
    at: pointer(at, 'Effect'),
    message: `${quote(effect)} is not an effect`,
    because: 'policy.effects',
    help: `write ${meant === undefined ? effects.map(quote).join(' or ') : quote(meant)}`,
    iamMessage: syntaxErrors,
  });
}

/** An element and its Not form exclude one another. */
function checkPairs(reading: Reading, statement: Block, at: string): void {
  for (const element of ['Principal', 'Action', 'Resource']) {
    const not = `Not${element}`;
    if (own(statement, element) === undefined || own(statement, not) === undefined) continue;
    refuse(reading, {
      name: 'element-pair',
      at: pointer(at, not),
      message: `${quote(element)} and ${quote(not)} stand in one statement`,
      because: 'policy.oneOfPair',
      help: 'keep one of the two, or write two statements',
      iamMessage: syntaxErrors,
    });
  }
}

function checkPresence(reading: Reading, statement: Block, at: string): void {
  const { name, principal, resource, resourceFact } = grammars[reading.kind];
  if (!hasEither(statement, 'Action')) {
    const sentence = 'Policy statement must contain actions.';
    missing(reading, at, 'Action', 'policy.actionRequired', sentence);
  }
  if (resource === 'required' && !hasEither(statement, 'Resource')) {
    missing(reading, at, 'Resource', resourceFact, 'Policy statement must contain resources.');
  }
  if (principal === 'required' && !hasEither(statement, 'Principal')) {
    missing(reading, at, 'Principal', 'policy.principalRequired', undefined);
  }
  if (principal === 'forbidden' && hasEither(statement, 'Principal')) {
    const element = own(statement, 'Principal') === undefined ? 'NotPrincipal' : 'Principal';
    refuse(reading, {
      name: 'principal-forbidden',
      at: pointer(at, element),
      message: `${quote(element)} has no place in ${name}`,
      because: 'policy.principalForbidden',
      help: 'leave it out: the policy is about whoever carries it; or name the file as a policy of a resource',
      iamMessage: 'Policy document should not specify a principal.',
    });
  }
  if (own(statement, 'NotPrincipal') !== undefined && own(statement, 'Effect') === 'Allow') {
    doubt(reading, {
      name: 'allow-not-principal',
      at: pointer(at, 'NotPrincipal'),
      message: '`NotPrincipal` is not supported with Allow: it would let in everybody else',
      because: 'policy.notPrincipalDeniesOnly',
      help: 'name those who are allowed under `Principal`',
    });
  }
}

function hasEither(statement: Block, element: string): boolean {
  return own(statement, element) !== undefined || own(statement, `Not${element}`) !== undefined;
}

function missing(
  reading: Reading,
  at: string,
  element: string,
  because: Parameters<typeof refuse>[1]['because'],
  iamMessage: string | undefined,
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
