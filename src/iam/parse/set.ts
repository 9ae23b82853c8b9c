import { capped, type Diagnostic } from '../../base/diagnostic.js';
import { readDocument } from '../../base/document.js';
import { pointer } from '../../base/json-text.js';
import { isRecord, membersWithPlaces } from '../../base/loose.js';
import { quote } from '../../base/quote.js';
import { failure, type Result, unlessRefused } from '../../base/result.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { PolicyDocument, PolicyKind, PolicyLevel, PolicySet } from '../types.js';
import { elementsOnce, policyVoice } from './findings.js';
import { parsePolicy } from './policy.js';
import { beyondScope } from './registry-scope.js';

/**
 * Reads all policies that bear on one principal and one repository: an object whose keys are the kinds of policy, with
 * texts or values as `parsePolicy` takes them. A single policy may stand where a list belongs. Places are pointers into
 * the set, such as `/identity/0/Statement/1/Action`.
 */
export function parsePolicySet(input: unknown): Result<PolicySet> {
  const read = readDocument(input, policyVoice);
  if (!read.ok) return failure(read.diagnostics.map(elementsOnce));
  const { value, text, place } = read.value;
  const findings: Diagnostic[] = [];
  const set = isRecord(value)
    ? readSet(value, { at: '', findings, inText: text !== undefined })
    : {};
  if (!isRecord(value)) {
    const message = 'a set of policies is an object whose keys are the kinds of policy';
    findings.push(misshapen('', message, 'write `{"identity": […], "repository": {…}}`'));
  }
  return unlessRefused(
    set,
    capped('iam', [...read.diagnostics.map(elementsOnce), ...place(findings)]),
  );
}

/** Where a part of the set stands, and what was found so far. */
interface Note {
  readonly at: string;
  readonly findings: Diagnostic[];
  /** Whether the set itself was text, in which a policy's own lines are not to be found. */
  readonly inText: boolean;
}

/** How each part of a set is read, and of which kind its policies are. */
const parts: Readonly<Record<keyof PolicySet, (given: unknown, note: Note) => unknown>> = {
  identity: listOf('identity'),
  boundary: listOf('boundary'),
  session: listOf('session'),
  repository: oneOf('repository'),
  registry: oneOf('registry'),
  endpoint: oneOf('endpoint'),
  scps: levelsOf('scp'),
  rcps: levelsOf('rcp'),
  registryPolicyScope: flagOf('V2', 'V1'),
  principalAccountIsManagement: flagOf(false, true),
  resourceAccountIsManagement: flagOf(false, true),
};

function readSet(value: Readonly<Record<string, unknown>>, note: Note): PolicySet {
  const set: Record<string, unknown> = {};
  for (const [key, given] of Object.entries(value)) {
    const at = pointer('', key);
    if (!Object.hasOwn(parts, key)) {
      const help = `write ${Object.keys(parts).map(quote).join(', ')}`;
      note.findings.push(misshapen(at, `${quote(key)} is no part of a set of policies`, help));
    } else if (given !== undefined) {
      set[key] = parts[key as keyof PolicySet](given, { ...note, at });
    }
  }
  // Every key has gone through its own reader, and what one could not read is an error that drops the set.
  const read = set as PolicySet;
  if (read.registryPolicyScope === 'V1' && read.registry !== undefined) {
    note.findings.push(...beyondScope(read.registry));
  }
  return read;
}

function document(given: unknown, kind: PolicyKind, note: Note): PolicyDocument {
  const { at, findings, inText } = note;
  const read = parsePolicy(given, kind);
  for (const { range, ...finding } of read.diagnostics) {
    findings.push({ ...finding, at: at + finding.at, range: inText ? undefined : range });
  }
  return read.ok ? read.value : { Statement: [] };
}

function oneOf(kind: PolicyKind) {
  return (given: unknown, note: Note) => document(given, kind, note);
}

/** A single policy may stand where a list belongs. */
function listOf(kind: PolicyKind) {
  return (given: unknown, note: Note): readonly PolicyDocument[] =>
    membersWithPlaces(given, note.at).map(({ value, at }) =>
      document(value, kind, { ...note, at }),
    );
}

function levelsOf(kind: PolicyKind) {
  return (given: unknown, note: Note): readonly PolicyLevel[] => {
    return membersWithPlaces(given, note.at).map(({ value, at }) => {
      const { id, policies } = isRecord(value) ? value : {};
      if (typeof id === 'string' && Array.isArray(policies)) {
        return { id, policies: listOf(kind)(policies, { ...note, at: `${at}/policies` }) };
      }
      const message = 'a level of an organization has an `id` and a list of `policies`';
      const help = 'write `[{"id": "root", "policies": […]}, …]`, the root first, the account last';
      note.findings.push(misshapen(at, message, help));
      return { id: '', policies: [] };
    });
  };
}

function flagOf<T>(...allowed: readonly [T, T]) {
  return (given: unknown, { at, findings }: Note): T => {
    const known = allowed.find((one) => one === given);
    if (known !== undefined) return known;
    const help = `write ${allowed.map(quote).join(' or ')}`;
    findings.push(misshapen(at, `${quote(given)} is no value of this flag`, help));
    return allowed[0];
  };
}

function misshapen(at: string, message: string, help: string): Diagnostic {
  const because: FactId[] = ['policy.kinds'];
  return { code: 'iam/policy-set', severity: 'error', message, at, because, help };
}
