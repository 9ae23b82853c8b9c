import { dayMs, findingSeverities } from '../../facts/scanning.js';
import { compileGlob } from '../../glob/match.js';
import { parseInstant } from '../../model/instant.js';
import type { AcceptedFinding, CompiledException, CompiledScanGate, ScanGate } from './types.js';

/** Turns a gate into what `decideScanGate` runs. */
export function compileScanGate(gate: ScanGate): CompiledScanGate {
  return {
    failOn: gate.failOn,
    threshold: findingSeverities.indexOf(gate.failOn),
    onlyFixable: gate.onlyFixable === true,
    exceptions: (gate.exceptions ?? []).map(compileException),
  };
}

/** A day that was never read, and is none, has ended. */
function compileException(accepted: AcceptedFinding): CompiledException {
  const { vulnerability, package: inPackage, repository, expires } = accepted;
  const lastDayMs = parseInstant(expires) ?? Number.MIN_SAFE_INTEGER;
  return {
    vulnerability: vulnerability.toUpperCase(),
    package: inPackage === undefined ? undefined : compileGlob(inPackage),
    repository: repository === undefined ? undefined : compileGlob(repository),
    endsAtMs: lastDayMs + dayMs,
  };
}
