import { registryPolicyLengthMax } from '../../facts/quotas.js';
import { messages, settableValues, settingNames } from '../../facts/registry.js';
import { parsePolicySet } from '../../iam/index.js';
import { parseReplicationConfiguration } from '../../replication-rules/index.js';
import { parseScanningConfiguration } from '../../scanning/index.js';
import { parseSigningConfiguration } from '../../signing/index.js';
import type { SettingName } from '../events.js';
import { replicationInForce, scanningInForce, signingInForce } from '../in-force.js';
import type { Outcome } from '../operations.js';
import { addressOf, type Draft, keepRegional, regionalOf, tell } from '../step/draft.js';
import { refused, refusedReading } from '../step/refuse.js';
import { isSame } from '../step/same.js';
import { done, type Turn } from '../step/turn.js';
import type { RegionalRegistry } from '../types.js';
import { getRegistryPolicy } from './get.js';

/** Keeps another setting of the registry, and tells of it if its document is another one. */
function change(
  draft: Draft,
  setting: SettingName,
  member: 'registryPolicy' | 'replication' | 'scanning' | 'signing',
  value: RegionalRegistry[typeof member],
): void {
  if (isSame(regionalOf(draft)[member]?.document, value?.document)) return;
  keepRegional(draft, { [member]: value });
  tell(draft, { kind: 'setting-changed', setting });
}

export function putRegistryPolicy({
  draft,
  input,
}: Turn<'PutRegistryPolicy'>): Outcome<'PutRegistryPolicy'> {
  const { policyText } = input;
  const { accountSettings } = regionalOf(draft);
  if (policyText.length > registryPolicyLengthMax) {
    const bound = String(registryPolicyLengthMax);
    return refused('InvalidParameterException', messages.tooMany, 'policyText', bound);
  }
  const registryPolicyScope = accountSettings.REGISTRY_POLICY_SCOPE;
  const read = parsePolicySet({ registry: policyText, registryPolicyScope });
  const document = read.ok ? read.value.registry : undefined;
  if (document === undefined) {
    return refused('InvalidParameterException', messages.invalidRegistryPolicy);
  }
  change(draft, 'registry-policy', 'registryPolicy', { policyText, document });
  return done<'PutRegistryPolicy'>({ registryId: draft.place.registryId, policyText });
}

export function deleteRegistryPolicy({
  draft,
}: Turn<'DeleteRegistryPolicy'>): Outcome<'DeleteRegistryPolicy'> {
  const answer = getRegistryPolicy({ draft });
  if (answer.kind === 'done') change(draft, 'registry-policy', 'registryPolicy', undefined);
  return answer;
}

/** Images that were there before do not travel, so the instant is kept. */
export function putReplicationConfiguration({
  draft,
  input,
}: Turn<'PutReplicationConfiguration'>): Outcome<'PutReplicationConfiguration'> {
  const source = addressOf(draft);
  const read = parseReplicationConfiguration(input.replicationConfiguration, source);
  if (!read.ok) return refusedReading(read.diagnostics, 'replicationConfiguration');
  const { readings } = draft.state.registry;
  const replication = replicationInForce(read.value, source, readings, draft.place.atMs);
  const isNone = read.value.rules.length === 0;
  change(draft, 'replication', 'replication', isNone ? undefined : replication);
  return done<'PutReplicationConfiguration'>({ replicationConfiguration: read.value });
}

export function putRegistryScanningConfiguration({
  draft,
  input,
}: Turn<'PutRegistryScanningConfiguration'>): Outcome<'PutRegistryScanningConfiguration'> {
  const { document } = regionalOf(draft).scanning;
  const { scanType = document.scanType, rules = [] } = input;
  const read = parseScanningConfiguration({ scanType, rules });
  if (!read.ok) return refusedReading(read.diagnostics, 'rules');
  const { readings } = draft.state.registry;
  change(draft, 'scanning', 'scanning', scanningInForce(read.value, readings));
  return done<'PutRegistryScanningConfiguration'>({ registryScanningConfiguration: read.value });
}

export function putSigningConfiguration({
  draft,
  input,
}: Turn<'PutSigningConfiguration'>): Outcome<'PutSigningConfiguration'> {
  const read = parseSigningConfiguration(input.signingConfiguration, addressOf(draft));
  if (!read.ok) return refusedReading(read.diagnostics, 'signingConfiguration');
  const { readings } = draft.state.registry;
  change(draft, 'signing', 'signing', signingInForce(read.value, readings));
  return done<'PutSigningConfiguration'>({ signingConfiguration: read.value });
}

export function deleteSigningConfiguration({
  draft,
}: Turn<'DeleteSigningConfiguration'>): Outcome<'DeleteSigningConfiguration'> {
  const { registryId } = draft.place;
  const { signing } = regionalOf(draft);
  if (signing === undefined) {
    return refused('SigningConfigurationNotFoundException', messages.signingNotFound, registryId);
  }
  change(draft, 'signing', 'signing', undefined);
  return done<'DeleteSigningConfiguration'>({ registryId, signingConfiguration: signing.document });
}

export function putAccountSetting({
  draft,
  input,
}: Turn<'PutAccountSetting'>): Outcome<'PutAccountSetting'> {
  const { value } = input;
  const name = settingNames.find((known) => known === input.name);
  if (name === undefined) {
    const names = settingNames.join(', ');
    return refused('InvalidParameterException', messages.wrongValue, 'name', names);
  }
  const values: readonly string[] = settableValues[name];
  if (!values.includes(value)) {
    const known = values.join(', ');
    return refused('InvalidParameterException', messages.wrongValue, 'value', known);
  }
  const { accountSettings } = regionalOf(draft);
  if (accountSettings[name] !== value) {
    keepRegional(draft, { accountSettings: { ...accountSettings, [name]: value } });
    tell(draft, { kind: 'setting-changed', setting: 'account-setting', name });
  }
  return done<'PutAccountSetting'>({ name, value });
}
