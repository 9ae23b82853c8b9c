import { members, property, textOf } from '../../base/loose.js';
import { quote } from '../../base/quote.js';
import {
  parseCreationTemplates,
  type RepositoryCreationTemplate,
} from '../../creation-templates/index.js';
import { accountSettingValues, settingNames } from '../../facts/registry.js';
import { type PullThroughRule, parsePullThroughRules } from '../../pull-through/index.js';
import { parseReplicationConfiguration } from '../../replication-rules/index.js';
import { parseScanningConfiguration } from '../../scanning/index.js';
import { parseSigningConfiguration } from '../../signing/index.js';
import { type Atlas, addressOf } from './addresses.js';
import { type Draft, type RegionalDraft, regionalDraft, sayToldTwice, setOnce } from './draft.js';
import { readingProblem } from './findings.js';
import { registryOfDocument, taken } from './policies.js';
import type { Sighting } from './sightings.js';

/** Takes what a registry replicates into the draft. */
export function takeReplication(draft: Draft, atlas: Atlas, sighting: Sighting): void {
  const { value, at, file } = sighting;
  const regional = registryOfDocument(draft, atlas, sighting);
  const source = regional?.settings;
  const configuration = taken(sighting, parseReplicationConfiguration(value, source), at);
  if (regional === undefined || configuration === undefined) return;
  // Without rules nothing is replicated, which is what AWS answers where nothing was ever set.
  if (configuration.rules.length === 0) return;
  setOnce(regional.settings, 'replicationConfiguration', configuration, { file, at });
}

/** Takes what a registry scans into the draft. */
export function takeScanning(draft: Draft, atlas: Atlas, sighting: Sighting): void {
  const { value, at, file } = sighting;
  const regional = registryOfDocument(draft, atlas, sighting);
  const configuration = taken(sighting, parseScanningConfiguration(value), at);
  if (regional === undefined || configuration === undefined) return;
  setOnce(regional.settings, 'scanningConfiguration', configuration, { file, at });
}

/** Takes what a registry signs into the draft. */
export function takeSigning(draft: Draft, atlas: Atlas, sighting: Sighting): void {
  const { value, at, file } = sighting;
  const regional = registryOfDocument(draft, atlas, sighting);
  const configuration = taken(sighting, parseSigningConfiguration(value, regional?.settings), at);
  if (regional === undefined || configuration === undefined) return;
  setOnce(regional.settings, 'signingConfiguration', configuration, { file, at });
}

/** Takes creation templates into the draft; several pages are one list. */
export function takeTemplates(draft: Draft, atlas: Atlas, sighting: Sighting): void {
  const { value, at } = sighting;
  const regional = registryOfDocument(draft, atlas, sighting);
  const templates = taken(sighting, parseCreationTemplates(value), at);
  if (regional === undefined || templates === undefined) return;
  const known = regional.settings.repositoryCreationTemplates ?? [];
  const key = ({ prefix }: RepositoryCreationTemplate) => prefix;
  regional.settings.repositoryCreationTemplates = joined(known, templates, key, sighting);
}

/** Takes rules of pull through caches into the draft, each into the registry of the account that it names. */
export function takePullThrough(draft: Draft, atlas: Atlas, sighting: Sighting): void {
  const rules = taken(sighting, parsePullThroughRules(sighting.value), sighting.at) ?? [];
  const key = ({ ecrRepositoryPrefix }: PullThroughRule) => ecrRepositoryPrefix;
  for (const rule of rules) {
    const address = addressOf(atlas, { sighting, registryId: rule.registryId });
    if (address === undefined) continue;
    const { settings } = regionalDraft(draft, address);
    settings.pullThroughCacheRules = joined(
      settings.pullThroughCacheRules ?? [],
      [rule],
      key,
      sighting,
    );
  }
}

/** Two lists as one, in which what comes again is left out. */
function joined<T>(
  known: readonly T[],
  more: readonly T[],
  key: (one: T) => string,
  { file, at }: Sighting,
): readonly T[] {
  const list = [...known];
  for (const one of more) {
    const before = list.find((other) => key(other) === key(one));
    if (before === undefined) list.push(one);
    else sayToldTwice(before, one, { file, at });
  }
  return list;
}

/** Takes one setting of an account into the draft. */
export function takeAccountSetting(draft: Draft, atlas: Atlas, sighting: Sighting): void {
  const { value, at, file } = sighting;
  const name = settingNames.find((known) => known === property(value, 'name'));
  const setting = textOf(property(value, 'value'));
  const values: readonly string[] = name === undefined ? [] : accountSettingValues[name];
  if (name === undefined || setting === undefined || !values.includes(setting)) {
    file.found.push(unknownSetting(value, at, values));
    return;
  }
  const regional = registryOfDocument(draft, atlas, sighting);
  if (regional === undefined) return;
  const settings: Record<string, string> = { ...regional.settings.accountSettings };
  const told = settings[name];
  if (told === undefined) settings[name] = setting;
  else sayToldTwice(told, setting, { file, at });
  regional.settings.accountSettings = settings;
}

function unknownSetting(value: unknown, at: string, values: readonly string[]) {
  const [name, setting] = [property(value, 'name'), property(value, 'value')];
  return readingProblem({
    name: 'unknown-setting',
    severity: 'warning',
    message: `the setting ${quote(name)} with ${quote(setting)} is not known, and left out`,
    at,
    because: ['registry.accountSettingValues'],
    help:
      values.length === 0
        ? `known settings are ${settingNames.map(quote).join(', ')}`
        : `its values are ${values.map(quote).join(', ')}`,
  });
}

/** Takes the principals whose pulls do not count into the draft; several pages are one list. */
export function takeExclusions(draft: Draft, atlas: Atlas, sighting: Sighting): void {
  const { value, at, file } = sighting;
  const regional = registryOfDocument(draft, atlas, sighting);
  const list = property(value, 'pullTimeUpdateExclusions');
  const principals = members(list).flatMap((one) => textOf(one) ?? []);
  if (!Array.isArray(list) || principals.length < list.length) {
    file.found.push(
      readingProblem({
        name: 'broken-exclusions',
        message: 'a list of principals belongs here',
        at: `${at}/pullTimeUpdateExclusions`,
        because: ['registry-documents.documentMembers'],
        help: 'take the answer of list-pull-time-update-exclusions again',
      }),
    );
  }
  if (regional === undefined) return;
  addExclusions(regional, principals);
}

function addExclusions({ settings }: RegionalDraft, principals: readonly string[]): void {
  const known = settings.pullTimeUpdateExclusions ?? [];
  settings.pullTimeUpdateExclusions = [...new Set([...known, ...principals])];
}
