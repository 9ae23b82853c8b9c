import { parseCreationTemplates } from '../../creation-templates/index.js';
import { ruleCountMax } from '../../facts/pull-through.js';
import { pullTimeExclusionsMax } from '../../facts/quotas.js';
import { messages, pullTimePrincipalPattern, pullTimeRolePattern } from '../../facts/registry.js';
import { formatInstant } from '../../model/instant.js';
import { parsePullThroughRules } from '../../pull-through/index.js';
import type { SettingName } from '../events.js';
import { pullThroughInForce, templatesInForce } from '../in-force.js';
import type { Outcome } from '../operations.js';
import { addressOf, type Draft, keepRegional, regionalOf, tell } from '../step/draft.js';
import { refused, refusedReading } from '../step/refuse.js';
import { isSame } from '../step/same.js';
import { done, type Turn } from '../step/turn.js';
import type { RegionalRegistry } from '../types.js';

type Templates = RegionalRegistry['creationTemplates']['document'];
type Rules = RegionalRegistry['pullThrough']['document'];

function keepTemplates(draft: Draft, templates: Templates, prefix: string): void {
  const { readings } = draft.state.registry;
  if (isSame(templates, regionalOf(draft).creationTemplates.document)) return;
  keepRegional(draft, { creationTemplates: templatesInForce(templates, readings) });
  changed(draft, 'creation-template', prefix);
}

function keepRules(draft: Draft, rules: Rules, prefix: string): void {
  const { readings } = draft.state.registry;
  if (isSame(rules, regionalOf(draft).pullThrough.document)) return;
  keepRegional(draft, { pullThrough: pullThroughInForce(rules, readings) });
  changed(draft, 'pull-through-cache-rule', prefix);
}

function templateOptions({ state }: Draft) {
  return { readings: state.registry.readings.tagging };
}

function changed(draft: Draft, setting: SettingName, name: string): void {
  tell(draft, { kind: 'setting-changed', setting, name });
}

export function createTemplate({
  draft,
  input,
}: Turn<'CreateRepositoryCreationTemplate'>): Outcome<'CreateRepositoryCreationTemplate'> {
  const { document } = regionalOf(draft).creationTemplates;
  const { prefix } = input;
  const read = parseCreationTemplates([input], templateOptions(draft));
  if (!read.ok) return refusedReading(read.diagnostics, 'prefix');
  if (document.some((template) => template.prefix === prefix)) {
    return refused('TemplateAlreadyExistsException', messages.templateExists, prefix);
  }
  keepTemplates(draft, [...document, ...read.value], prefix);
  const { registryId } = draft.place;
  return done<'CreateRepositoryCreationTemplate'>({
    registryId,
    repositoryCreationTemplate: read.value[0],
  });
}

/** Members that the request names take the place of the template's; the others stay. */
export function updateTemplate({
  draft,
  input,
}: Turn<'UpdateRepositoryCreationTemplate'>): Outcome<'UpdateRepositoryCreationTemplate'> {
  const { document } = regionalOf(draft).creationTemplates;
  const { prefix } = input;
  const before = document.find((template) => template.prefix === prefix);
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  const read = parseCreationTemplates(
    [{ appliedFor: [], ...before, ...Object.fromEntries(given) }],
    templateOptions(draft),
  );
  if (before === undefined) {
    return refused('TemplateNotFoundException', messages.templateNotFound, prefix);
  }
  if (!read.ok) return refusedReading(read.diagnostics, 'prefix');
  const templates = document.flatMap((template) => (template === before ? read.value : [template]));
  keepTemplates(draft, templates, prefix);
  const { registryId } = draft.place;
  return done<'UpdateRepositoryCreationTemplate'>({
    registryId,
    repositoryCreationTemplate: read.value[0],
  });
}

export function deleteTemplate({
  draft,
  input,
}: Turn<'DeleteRepositoryCreationTemplate'>): Outcome<'DeleteRepositoryCreationTemplate'> {
  const { document } = regionalOf(draft).creationTemplates;
  const { prefix } = input;
  const before = document.find((template) => template.prefix === prefix);
  if (before === undefined) {
    return refused('TemplateNotFoundException', messages.templateNotFound, prefix);
  }
  const templates = document.filter((template) => template !== before);
  keepTemplates(draft, templates, prefix);
  const { registryId } = draft.place;
  return done<'DeleteRepositoryCreationTemplate'>({
    registryId,
    repositoryCreationTemplate: before,
  });
}

export function createPullThroughRule({
  draft,
  input,
}: Turn<'CreatePullThroughCacheRule'>): Outcome<'CreatePullThroughCacheRule'> {
  const { document } = regionalOf(draft).pullThrough;
  const { ecrRepositoryPrefix: prefix } = input;
  const read = parsePullThroughRules([input], addressOf(draft));
  if (!read.ok) return refusedReading(read.diagnostics, 'ecrRepositoryPrefix');
  if (document.some((rule) => rule.ecrRepositoryPrefix === prefix)) {
    return refused('PullThroughCacheRuleAlreadyExistsException', messages.ruleExists, prefix);
  }
  const limit = draft.state.registry.limits['pull-through-cache-rules'] ?? ruleCountMax;
  if (document.length >= limit) {
    return refused('LimitExceededException', messages.rulesFull, String(limit));
  }
  keepRules(draft, [...document, ...read.value], prefix);
  const { registryId } = draft.place;
  return done<'CreatePullThroughCacheRule'>({ registryId, ...read.value[0] });
}

export function updatePullThroughRule({
  draft,
  input,
}: Turn<'UpdatePullThroughCacheRule'>): Outcome<'UpdatePullThroughCacheRule'> {
  const { document } = regionalOf(draft).pullThrough;
  const { ecrRepositoryPrefix: prefix, credentialArn, customRoleArn } = input;
  const before = document.find((rule) => rule.ecrRepositoryPrefix === prefix);
  if (before === undefined) {
    return refused('PullThroughCacheRuleNotFoundException', messages.ruleNotFound, prefix);
  }
  const credentials = {
    ...(credentialArn === undefined ? {} : { credentialArn }),
    ...(customRoleArn === undefined ? {} : { customRoleArn }),
  };
  const read = parsePullThroughRules([{ ...before, ...credentials }], addressOf(draft));
  if (!read.ok) return refusedReading(read.diagnostics, 'ecrRepositoryPrefix');
  keepRules(
    draft,
    document.flatMap((rule) => (rule === before ? read.value : [rule])),
    prefix,
  );
  const { registryId } = draft.place;
  return done<'UpdatePullThroughCacheRule'>({ registryId, ...read.value[0] });
}

export function deletePullThroughRule({
  draft,
  input,
}: Turn<'DeletePullThroughCacheRule'>): Outcome<'DeletePullThroughCacheRule'> {
  const { document } = regionalOf(draft).pullThrough;
  const { ecrRepositoryPrefix: prefix } = input;
  const before = document.find((rule) => rule.ecrRepositoryPrefix === prefix);
  if (before === undefined) {
    return refused('PullThroughCacheRuleNotFoundException', messages.ruleNotFound, prefix);
  }
  keepRules(
    draft,
    document.filter((rule) => rule !== before),
    prefix,
  );
  return done<'DeletePullThroughCacheRule'>({ registryId: draft.place.registryId, ...before });
}

const pullTimePrincipals = /* @__PURE__ */ new RegExp(pullTimePrincipalPattern);
const pullTimeRoles = /* @__PURE__ */ new RegExp(pullTimeRolePattern);

export function registerExclusion({
  draft,
  input,
}: Turn<'RegisterPullTimeUpdateExclusion'>): Outcome<'RegisterPullTimeUpdateExclusion'> {
  const { principalArn } = input;
  const rolesAlone = draft.state.registry.readings.registry.pullTimePrincipals === 'roles';
  if (!(rolesAlone ? pullTimeRoles : pullTimePrincipals).test(principalArn)) {
    const { wrongSpelling } = messages;
    const pattern = (rolesAlone ? pullTimeRolePattern : pullTimePrincipalPattern).slice(1, -1);
    return refused('InvalidParameterException', wrongSpelling, 'principalArn', pattern);
  }
  const { pullTimeUpdateExclusions: before } = regionalOf(draft);
  if (before.includes(principalArn)) {
    return refused('ExclusionAlreadyExistsException', messages.exclusionExists, principalArn);
  }
  const limit = draft.state.registry.limits['pull-time-exclusions'] ?? pullTimeExclusionsMax;
  if (before.length >= limit) {
    return refused('LimitExceededException', messages.exclusionsFull, String(limit));
  }
  keepRegional(draft, { pullTimeUpdateExclusions: [...before, principalArn] });
  changed(draft, 'pull-time-update-exclusion', principalArn);
  const createdAt = formatInstant(draft.place.atMs);
  return done<'RegisterPullTimeUpdateExclusion'>({ principalArn, createdAt });
}

export function deregisterExclusion({
  draft,
  input,
}: Turn<'DeregisterPullTimeUpdateExclusion'>): Outcome<'DeregisterPullTimeUpdateExclusion'> {
  const { principalArn } = input;
  const { pullTimeUpdateExclusions: before } = regionalOf(draft);
  if (!before.includes(principalArn)) {
    return refused('ExclusionNotFoundException', messages.exclusionNotFound, principalArn);
  }
  const pullTimeUpdateExclusions = before.filter((arn) => arn !== principalArn);
  keepRegional(draft, { pullTimeUpdateExclusions });
  changed(draft, 'pull-time-update-exclusion', principalArn);
  return done<'DeregisterPullTimeUpdateExclusion'>({ principalArn });
}
