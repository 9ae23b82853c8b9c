import { at } from '../../base/invariant.js';
import type { Ask, Candidates, PageTerms } from '../asked.js';
import type { CompiledStatement, EffectIndex } from '../compiled.js';
import { coversAction } from '../match/action.js';
import { type Reach, reach, reachOf } from '../match/principal.js';
import { miss, missBeyondAction } from '../match/statement.js';
import { layersPerPage } from './table.js';

/** What the layers of one page say. */
export interface Page {
  readonly terms: PageTerms;
  denied: number;
  allowed: number;
}

/** What the statements say. It is itself the first page; further ones are the rest. */
export interface Findings extends Page {
  readonly rest: readonly Page[];
  /** How far the farthest grant of a resource-based policy reaches. */
  reach: Reach;
  /** Statements that apply if what is unknown turns out so; `null` when there is none. */
  open: number[] | null;
}

const noPages: readonly Page[] = [];

/** Asks every statement that can matter. */
export function gather(ask: Ask): Findings {
  const findings = noFindings(ask);
  const { rest } = findings;
  visit(findings, findings, ask);
  for (const page of rest) visit(page, findings, ask);
  return findings;
}

/** What is known before any statement is asked. */
export function noFindings({ terms: { pages } }: Ask): Findings {
  const first = at(pages, 0);
  const rest = pages.length === 1 ? noPages : pages.slice(1).map(emptyPage);
  return { terms: first, denied: 0, allowed: 0, rest, reach: reach.none, open: null };
}

function emptyPage(terms: PageTerms): Page {
  return { terms, denied: 0, allowed: 0 };
}

function visit(page: Page, findings: Findings, ask: Ask): void {
  const { program, index } = ask.compiled;
  if (index === null) {
    for (let number = 0; number < program.statements.length; number++) {
      considerIfAbout(number, page, findings, ask);
    }
    return;
  }
  visitCandidates(ask.terms.denials, index.denials, page, findings, ask);
  if (!isAnybodyWaiting(page, findings)) return;
  visitCandidates(ask.terms.allows, index.allows, page, findings, ask);
}

/** Whether an allow could still change anything: a limit that nothing lifted, or a grant that reaches farther. */
function isAnybodyWaiting({ terms, denied }: Page, findings: Findings): boolean {
  return (
    (terms.limiting & ~denied) !== 0 || (terms.granting !== 0 && findings.reach < reach.direct)
  );
}

function visitCandidates(
  candidates: Candidates,
  { others }: EffectIndex,
  page: Page,
  findings: Findings,
  ask: Ask,
): void {
  for (const numbers of candidates) {
    for (const number of numbers) consider(number, page, findings, ask);
  }
  for (const number of others) considerIfAbout(number, page, findings, ask);
}

function considerIfAbout(number: number, page: Page, findings: Findings, ask: Ask): void {
  const { program } = ask.compiled;
  const statement = program.statements[number];
  if (statement !== undefined && coversAction(program, statement.actions, ask.request)) {
    consider(number, page, findings, ask);
  }
}

/** Notes what a statement about the action says of the request, unless its layer has said as much already. */
function consider(number: number, page: Page, findings: Findings, ask: Ask): void {
  const statement = ask.compiled.program.statements[number];
  if (statement === undefined) return;
  const { terms } = page;
  const place = statement.layer - terms.first;
  if (place < 0 || place >= layersPerPage) return;
  const bit = 1 << place;
  if ((terms.live & bit) === 0) return;
  const isGrant = (terms.granting & bit) !== 0;
  if (isSettled(statement.effect, bit, isGrant, page, findings)) return;
  const missed = missBeyondAction(statement, ask);
  if (missed < 0) noteOpen(number, findings);
  if (missed !== miss.none) return;
  if (statement.effect === 'Deny') page.denied |= bit;
  else if (statement.effect === 'Allow') {
    page.allowed |= bit;
    if (isGrant) findings.reach = farther(findings.reach, grantOf(statement, ask));
  }
}

function noteOpen(number: number, findings: Findings): void {
  findings.open ??= [];
  findings.open.push(number);
}

/** Whether a statement could say nothing new. A grant counts even where its layer denies: it may pass other limits. */
function isSettled(
  effect: CompiledStatement['effect'],
  bit: number,
  isGrant: boolean,
  page: Page,
  findings: Findings,
): boolean {
  if (effect === 'Allow' && isGrant) return findings.reach === reach.direct;
  return ((effect === 'Allow' ? page.allowed | page.denied : page.denied) & bit) !== 0;
}

/** How far an applying statement of a resource-based policy reaches. */
export function grantOf({ principals, effect }: CompiledStatement, ask: Ask): Reach {
  return principals === null ? reach.none : reachOf(principals, effect, ask);
}

export function farther(one: Reach, other: Reach): Reach {
  return one > other ? one : other;
}
