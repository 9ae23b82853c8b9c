import { capped, type Diagnostic } from '../../base/diagnostic.js';
import { readDocument } from '../../base/document.js';
import { pointer } from '../../base/json-text.js';
import { quote } from '../../base/quote.js';
import { failure, type Result, unlessRefused } from '../../base/result.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { PolicyDocument, PolicyKind, PolicyLevel, PolicySet } from '../types.js';
import { elementsOnce } from './findings.js';
import { parsePolicy } from './policy.js';
import { beyondScope } from './registry-scope.js';
import { type Block, isBlock, own, sameButCase } from './values.js';

/**
 * Reads all policies that bear on one principal and one repository: an object whose keys are the kinds of policy, with
 * texts or values as `parsePolicy` takes them. A single policy may stand where a list belongs. Places are pointers into
 * the set, such as `/identity/0/Statement/1/Action`.
 */
export function parsePolicySet(input: unknown): Result<PolicySet> {
  const read = readDocument(input, 'iam');
  if (!read.ok) return failure(read.diagnostics.map(elementsOnce));
  const { value, text, place } = read.value;
  const findings: Diagnostic[] = [];
  const set = isBlock(value)
    ? readSet(value, { at: '', findings, inText: text !== undefined })
    : {};
  if (!isBlock(value)) {
    const message = 'a set of policies is an object whose keys are the kinds of policy';
    findings.push(misshapen('', message, 'write `{"identity": […], "repository": {…}}`'));
  }
  return unlessRefused(
    set,
    capped('iam', [...read.diagnostics.map(elementsOnce), ...place(findings)]),
  );
}

type Readers = { readonly [Key in keyof PolicySet]-?: (given: unknown, note: Note) => unknown };

/** Where a part of the set stands, and what was found so far. */
interface Note {
  readonly at: string;
  readonly findings: Diagnostic[];
  /** Whether the set itself was text, in which a policy's own lines are not to be found. */
  readonly inText: boolean;
}

/** How each part of a set is read; `PolicySet` and this table have the same keys. */
const readers: Readers = {
  identity: (given, note) => documents(given, 'identity', note),
  boundary: (given, note) => documents(given, 'boundary', note),
  session: (given, note) => documents(given, 'session', note),
  repository: (given, note) => document(given, 'repository', note),
  registry: (given, note) => document(given, 'registry', note),
  endpoint: (given, note) => document(given, 'endpoint', note),
  scps: (given, note) => levels(given, 'scp', note),
  rcps: (given, note) => levels(given, 'rcp', note),
  registryPolicyScope: scope,
  principalAccountIsManagement: truth,
  resourceAccountIsManagement: truth,
};

function readSet(value: Block, note: Note): PolicySet {
  const { findings } = note;
  const set: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const given = own(value, key);
    const at = pointer('', key);
    const reader = Object.hasOwn(readers, key) ? readers[key as keyof PolicySet] : undefined;
    if (reader === undefined) {
      const meant = sameButCase(Object.keys(readers), key);
      const help = `write ${meant === undefined ? Object.keys(readers).map(quote).join(', ') : quote(meant)}`;
      findings.push(misshapen(at, `${quote(key)} is no kind of policy`, help));
    } else if (given !== undefined) {
      set[key] = reader(given, { ...note, at });
    }
  }
  // Every key has gone through its own reader, and what one could not read is an error that drops the set.
  const read = set as PolicySet;
  if (read.registryPolicyScope === 'V1' && read.registry !== undefined) {
    findings.push(...beyondScope(read.registry));
  }
  return read;
}

function document(given: unknown, kind: PolicyKind, note: Note): PolicyDocument {
  const { at, findings, inText } = note;
  const read = parsePolicy(given, kind);
  for (const { range, ...finding } of read.diagnostics) {
    const moved = { ...finding, at: at + finding.at };
    findings.push(inText || range === undefined ? moved : { ...moved, range });
  }
  return read.ok ? read.value : { Statement: [] };
}

function documents(given: unknown, kind: PolicyKind, note: Note): readonly PolicyDocument[] {
  if (!Array.isArray(given)) return [document(given, kind, note)];
  return given.map((member: unknown, index) =>
    document(member, kind, { ...note, at: pointer(note.at, index) }),
  );
}

function levels(given: unknown, kind: PolicyKind, note: Note): readonly PolicyLevel[] {
  if (!Array.isArray(given)) {
    const help =
      'write `[{"id": "root", "policies": […]}, …]`, the root first and the account last';
    note.findings.push(misshapen(note.at, 'the levels of an organization are a list', help));
    return [];
  }
  return given.map((member: unknown, index) => {
    const at = pointer(note.at, index);
    const policies = isBlock(member) ? own(member, 'policies') : undefined;
    const id = isBlock(member) ? own(member, 'id') : undefined;
    if (typeof id !== 'string' || !Array.isArray(policies)) {
      const message = 'a level of an organization has an `id` and a list of `policies`';
      note.findings.push(misshapen(at, message, 'write `{"id": "ou-build", "policies": […]}`'));
      return { id: '', policies: [] };
    }
    return { id, policies: documents(policies, kind, { ...note, at: pointer(at, 'policies') }) };
  });
}

function scope(given: unknown, { at, findings }: Note): 'V1' | 'V2' {
  if (given === 'V1' || given === 'V2') return given;
  findings.push(misshapen(at, `${quote(given)} is no registry policy scope`, 'write `V1` or `V2`'));
  return 'V2';
}

function truth(given: unknown, { at, findings }: Note): boolean {
  if (typeof given === 'boolean') return given;
  findings.push(misshapen(at, `${quote(given)} is not true or false`, 'write `true` or `false`'));
  return false;
}

function misshapen(at: string, message: string, help: string): Diagnostic {
  const because: FactId[] = ['policy.kinds'];
  return { code: 'iam/policy-set', severity: 'error', message, at, because, help };
}
