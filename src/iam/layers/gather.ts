import type { Ask, PageTerms } from '../asked.js';
import type { CompiledStatement, IndexedPattern } from '../compiled.js';
import { coversAction, matchesAction } from '../match/action.js';
import { type Reach, reach, reachOf } from '../match/principal.js';
import { miss, missBeyondAction } from '../match/statement.js';
import { layersPerPage } from './table.js';

/** What the statements say, thirty layers at a time. */
export interface Findings {
  readonly pages: readonly Page[];
  /** How far the farthest grant of a resource-based policy reaches. */
  reach: Reach;
  /** Statements that apply if what is unknown turns out so; `null` when there is none. */
  open: number[] | null;
}

export interface Page {
  readonly terms: PageTerms;
  denied: number;
  allowed: number;
}

/** Asks every statement that can matter. */
export function gather(ask: Ask): Findings {
  const pages: Page[] = [];
  const findings: Findings = { pages, reach: reach.none, open: null };
  for (const terms of ask.terms.pages) {
    const page: Page = { terms, denied: 0, allowed: 0 };
    pages.push(page);
    visit(page, findings, ask);
  }
  return findings;
}

function visit(page: Page, findings: Findings, ask: Ask): void {
  const { program, index } = ask.compiled;
  const { named, ofService } = ask.terms;
  if (index === null) {
    for (let number = 0; number < program.statements.length; number++) {
      considerIfAbout(number, page, findings, ask);
    }
    return;
  }
  considerAll(named, page, findings, ask);
  for (const pattern of ofService) visitPattern(pattern, page, findings, ask);
  for (const pattern of index.anyService) visitPattern(pattern, page, findings, ask);
  for (const number of index.others) considerIfAbout(number, page, findings, ask);
}

function visitPattern(
  { action, statements }: IndexedPattern,
  page: Page,
  findings: Findings,
  ask: Ask,
): void {
  const pattern = ask.compiled.program.actions[action];
  if (pattern !== undefined && matchesAction(pattern, ask.request)) {
    considerAll(statements, page, findings, ask);
  }
}

function considerIfAbout(number: number, page: Page, findings: Findings, ask: Ask): void {
  const { program } = ask.compiled;
  const statement = program.statements[number];
  if (statement !== undefined && coversAction(program, statement.actions, ask.request)) {
    consider(number, page, findings, ask);
  }
}

function considerAll(numbers: readonly number[], page: Page, findings: Findings, ask: Ask): void {
  for (const number of numbers) consider(number, page, findings, ask);
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
