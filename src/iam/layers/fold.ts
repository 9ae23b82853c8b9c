import type { Ask } from '../asked.js';
import { type Reach, reach } from '../match/principal.js';
import type { AuthorizationDecision, Blocker, PolicyKind } from '../types.js';
import type { Findings, Page } from './gather.js';
import { bitOf, layersPerPage, layerTable } from './table.js';

/** An answer that hangs on nothing. */
export type Settled = Exclude<AuthorizationDecision, { kind: 'depends' }>;

const allowed: Settled = { kind: 'allowed', blockedBy: [] };

/** The one fold over all layers: a denial anywhere blocks, and so does the silence of a limit that no grant passes. */
export function settle(findings: Findings, ask: Ask): Settled {
  const { rest, reach: reached } = findings;
  const lacksGrant = !ask.terms.sameAccount && reached === reach.none;
  const lacksSession = needsSession(ask) && !passes(reached, reach.direct, ask);
  let isDenied = findings.denied !== 0;
  let isSilent = lacksGrant || lacksSession || silentIn(findings, reached, ask) !== 0;
  for (const page of rest) {
    if (page.denied !== 0) isDenied = true;
    if (silentIn(page, reached, ask) !== 0) isSilent = true;
  }
  if (!isDenied && !isSilent) return allowed;
  const blockedBy: Blocker[] = [];
  if (lacksSession) blockedBy.push({ layer: 'session', kind: 'implicit' });
  addBlockers(blockedBy, findings, silentIn(findings, reached, ask), ask);
  for (const page of rest) addBlockers(blockedBy, page, silentIn(page, reached, ask), ask);
  if (lacksGrant) addGrant(blockedBy, grantingKind(ask));
  return { kind: isDenied ? 'explicitDeny' : 'implicitDeny', blockedBy };
}

/** The limits of a page that nothing in them lifts and no grant passes. */
export function silentIn(page: Page, reached: Reach, ask: Ask): number {
  const { kinds, limiting } = page.terms;
  const unlifted = limiting & ~page.allowed & ~page.denied;
  if (unlifted === 0) return 0;
  let silent = 0;
  for (let kind = 0; kind < layerTable.length; kind++) {
    const layers = (kinds[kind] ?? 0) & unlifted;
    if (layers !== 0 && !passes(reached, layerTable[kind]?.passedBy ?? 0, ask)) silent |= layers;
  }
  return silent;
}

/** Grants pass limits inside one account only. */
function passes(reached: Reach, needed: number, ask: Ask): boolean {
  return ask.terms.sameAccount && reached >= needed;
}

/** A federated user's session made without a policy may be one that allows nothing. */
function needsSession({ compiled, request }: Ask): boolean {
  if (compiled.readings.federatedWithoutSession === 'no-limit') return false;
  return request.principal.type === 'federated' && !compiled.program.hasSession;
}

/** Which policy of the resource's side a grant is looked for in: the repository's, unless it cannot give one. */
export function grantingKind({ terms: { waived, muted } }: Ask): PolicyKind {
  return ((waived | muted) & repositoryBit) === 0 ? 'repository' : 'registry';
}

const repositoryBit = bitOf('repository');

/** A layer that denies is named for that alone. */
function addGrant(blockedBy: Blocker[], layer: PolicyKind): void {
  if (blockedBy.some((blocker) => blocker.layer === layer)) return;
  blockedBy.unshift({ layer, kind: 'implicit' });
}

function addBlockers(blockedBy: Blocker[], page: Page, silent: number, ask: Ask): void {
  for (let bit = 0; bit < layersPerPage; bit++) {
    const layer = ask.compiled.program.layers[page.terms.first + bit];
    if (layer === undefined) return;
    const explicit = (page.denied & (1 << bit)) !== 0;
    if (!explicit && (silent & (1 << bit)) === 0) continue;
    const kind = explicit ? 'explicit' : 'implicit';
    blockedBy.push(
      layer.level === null
        ? { layer: layer.kind, kind }
        : { layer: layer.kind, level: layer.level, kind },
    );
  }
}
