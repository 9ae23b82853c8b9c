import type { Ask } from '../asked.js';
import type { CompiledStatement, IndexedPattern } from '../compiled.js';
import { coversAction, matchesAction } from '../match/action.js';
import { type Reach, reach, reachOf } from '../match/principal.js';
import { miss, missBeyondAction } from '../match/statement.js';
import { layersPerPage, layerTable } from './table.js';

/** What the statements say, thirty layers at a time. */
export interface Findings {
  readonly pages: readonly Page[];
  /** How far the farthest grant of a resource-based policy reaches. */
  reach: Reach;
  /** Statements that apply if what is unknown turns out so. */
  readonly open: number[];
}

/** Layers by the bits of one number; `first` is the layer of the lowest. */
export interface Page {
  readonly first: number;
  /** The layers of each kind, in the order of the table. */
  readonly kinds: readonly number[];
  /** Layers that bear on the request, and those of them whose allows are grants. */
  readonly live: number;
  readonly granting: number;
  denied: number;
  allowed: number;
}

/** Asks every statement that can matter. */
export function gather(ask: Ask): Findings {
  const pages = ask.compiled.program.pages.map((kinds, number) => pageOf(kinds, number, ask));
  const findings: Findings = { pages, reach: reach.none, open: [] };
  for (const page of pages) visit(page, findings, ask);
  return findings;
}

function pageOf(kinds: readonly number[], number: number, { waived, muted }: Ask): Page {
  let live = 0;
  let granting = 0;
  for (let kind = 0; kind < kinds.length; kind++) {
    const layers = kinds[kind] ?? 0;
    const bit = 1 << kind;
    if ((waived & bit) !== 0) continue;
    live |= layers;
    if (layerTable[kind]?.allows === 'grant' && (muted & bit) === 0) granting |= layers;
  }
  return { first: number * layersPerPage, kinds, live, granting, denied: 0, allowed: 0 };
}

function visit(page: Page, findings: Findings, ask: Ask): void {
  const { program, index } = ask.compiled;
  const { request } = ask;
  if (index === null) {
    for (const [number, statement] of program.statements.entries()) {
      if (coversAction(program, statement.actions, request)) consider(number, page, findings, ask);
    }
    return;
  }
  const named = index.literal[request.action];
  if (Array.isArray(named)) considerAll(named, page, findings, ask);
  const ofService = index.services[request.service];
  if (Array.isArray(ofService)) visitPatterns(ofService, page, findings, ask);
  visitPatterns(index.anyService, page, findings, ask);
  for (const number of index.others) {
    const statement = program.statements[number];
    if (statement !== undefined && coversAction(program, statement.actions, request)) {
      consider(number, page, findings, ask);
    }
  }
}

function visitPatterns(
  patterns: readonly IndexedPattern[],
  page: Page,
  findings: Findings,
  ask: Ask,
): void {
  const { actions } = ask.compiled.program;
  for (const { action, statements } of patterns) {
    const pattern = actions[action];
    if (pattern !== undefined && matchesAction(pattern, ask.request)) {
      considerAll(statements, page, findings, ask);
    }
  }
}

function considerAll(numbers: readonly number[], page: Page, findings: Findings, ask: Ask): void {
  for (const number of numbers) consider(number, page, findings, ask);
}

/** Notes what a statement about the action says of the request, unless its layer has said as much already. */
function consider(number: number, page: Page, findings: Findings, ask: Ask): void {
  const statement = ask.compiled.program.statements[number];
  if (statement === undefined) return;
  const place = statement.layer - page.first;
  if (place < 0 || place >= layersPerPage) return;
  const bit = 1 << place;
  if ((page.live & bit) === 0) return;
  const isGrant = (page.granting & bit) !== 0;
  if (isSettled(statement.effect, bit, isGrant, page, findings)) return;
  const missed = missBeyondAction(statement, ask);
  if (missed < 0) findings.open.push(number);
  if (missed !== miss.none) return;
  if (statement.effect === 'Deny') page.denied |= bit;
  else if (statement.effect === 'Allow') {
    page.allowed |= bit;
    if (isGrant) findings.reach = farther(findings.reach, grantOf(statement, ask));
  }
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
