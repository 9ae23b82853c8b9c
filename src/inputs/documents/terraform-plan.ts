import { pointer } from '../../base/json-text.js';
import { isRecord, members, property, textOf } from '../../base/loose.js';
import { dataDocument, isDataDocument } from './data-documents.js';
import { isTooDeep } from './json.js';
import { originOf } from './shapes.js';
import type { Sighting } from './sighting.js';
import { configurationOf, type ResourceConfiguration } from './terraform-configuration.js';
import {
  isTerraformHolder,
  resourceSightings,
  type TerraformResource,
} from './terraform-resources.js';
import type { UnknownPart } from './types.js';

type Json = Readonly<Record<string, unknown>>;

/** Whether a value is what `terraform show -json` or `tofu show -json` prints of a plan or of a state. */
export function isTerraformJson(value: Json): boolean {
  return (
    Object.hasOwn(value, 'resource_changes') ||
    Object.hasOwn(value, 'planned_values') ||
    (Object.hasOwn(value, 'terraform_version') &&
      (Object.hasOwn(value, 'values') || Object.hasOwn(value, 'format_version')))
  );
}

/** Whether a value is a state as Terraform stores it, `terraform.tfstate`. */
export function isTerraformStateFile(value: Json): boolean {
  return (
    Object.hasOwn(value, 'terraform_version') &&
    Object.hasOwn(value, 'lineage') &&
    Array.isArray(value['resources'])
  );
}

/**
 * The documents of a plan as they will stand once it is applied; with `before` also as they stand now, where the plan
 * changes or removes them.
 */
export function planSightings(plan: Json, at: string, before: boolean): readonly Sighting[] {
  const changes = plan['resource_changes'];
  if (!Array.isArray(changes)) {
    const planned = property(plan['planned_values'], 'root_module');
    const place = ['planned_values', 'root_module'].reduce(pointer, at);
    return planned === undefined
      ? stateSightings(plan, at)
      : moduleSightings(planned, place, 'plan');
  }
  const place = pointer(at, 'resource_changes');
  const placed = changes.map((change: unknown, index) => ({ change, at: pointer(place, index) }));
  const held = placed.flatMap(({ change, at: here }) => {
    const type = property(change, 'type');
    if (!isTerraformHolder(type) || property(change, 'mode') === 'data') return [];
    const resources = changeResources(plan, change, type, pointer(here, 'change'), before);
    return resources.flatMap(resourceSightings).map((sighting) => ({ sighting, change }));
  });
  const uses = new Map(held.flatMap(({ sighting, change }) => useOf(sighting, change)));
  return [
    ...held.map(({ sighting }) => sighting),
    ...placed.flatMap(({ change, at: here }) => dataSighting(change, here, uses)),
  ];
}

/** The data source that an unknown policy refers to, by its address, if the policy refers to one. */
function useOf(sighting: Sighting, change: unknown): readonly [string, Sighting][] {
  const whole = sighting.unknown.find(({ at }) => at === '');
  const match = /^data\.\w+\.[\w-]+/.exec(whole?.hiddenBy ?? '');
  if (match === null) return [];
  const module = textOf(property(change, 'module_address'));
  return [[module === undefined ? match[0] : `${module}.${match[0]}`, sighting]];
}

/** What a data source will make of its blocks, where a policy waits for it; its parts may be known already. */
function dataSighting(
  entry: unknown,
  at: string,
  uses: ReadonlyMap<string, Sighting>,
): readonly Sighting[] {
  const type = property(entry, 'type');
  const use = uses.get(textOf(property(entry, 'address')) ?? '');
  if (use === undefined || !isDataDocument(type) || property(entry, 'mode') !== 'data') return [];
  const change = property(entry, 'change');
  const after = property(change, 'after');
  if (!isRecord(after) || isTooDeep(after)) return [];
  const { values, unknown } = withStandIns(
    after,
    property(change, 'after_unknown'),
    property(change, 'after_sensitive'),
    noConfiguration,
  );
  const made = dataDocument(type, values, unknown);
  if (made === undefined) return [];
  return [
    {
      ...use,
      sign: `a data source \`${type}\` makes such a document for \`${use.address}\``,
      address: textOf(property(entry, 'address')) ?? type,
      at: ['change', 'after'].reduce(pointer, at),
      value: made.value,
      unknown: made.unknown,
      origin: (to) => originOf(made.origins, to),
    },
  ];
}

function changeResources(
  plan: Json,
  entry: unknown,
  type: string,
  at: string,
  before: boolean,
): readonly TerraformResource[] {
  const change = property(entry, 'change');
  const address = textOf(property(entry, 'address')) ?? type;
  const configuration = configurationOf(plan, entry);
  const actions = members(property(change, 'actions'));
  const moments = [
    ...(before && actions.some((action) => action === 'update' || action === 'delete')
      ? (['before'] as const)
      : []),
    'after' as const,
  ];
  return moments.flatMap((moment): TerraformResource[] => {
    const values = property(change, moment);
    if (!isRecord(values) || isTooDeep(values)) return [];
    const hidden = moment === 'after' ? property(change, 'after_unknown') : undefined;
    const secret = property(change, `${moment}_sensitive`);
    return [
      {
        type,
        address,
        source: 'terraform-plan',
        moment,
        at: pointer(at, moment),
        ...withStandIns(values, hidden, secret, configuration),
        attachedTo: configuration.attachedTo,
      },
    ];
  });
}

/** The documents of a state, as `terraform show -json` prints it. */
export function stateSightings(state: Json, at: string): readonly Sighting[] {
  const root = property(state['values'], 'root_module');
  return moduleSightings(root, ['values', 'root_module'].reduce(pointer, at), 'state');
}

/** Modules nest as deeply as people like, but not without end. */
const moduleDepthMax = 50;

function moduleSightings(
  module: unknown,
  at: string,
  source: 'plan' | 'state',
  depth = 0,
): readonly Sighting[] {
  if (depth === moduleDepthMax) return [];
  const resources = members(property(module, 'resources')).flatMap((resource, index) => {
    const type = property(resource, 'type');
    const values = property(resource, 'values');
    const isData = property(resource, 'mode') === 'data';
    if (!isTerraformHolder(type) || isData || isTooDeep(values)) return [];
    return resourceSightings({
      type,
      address: textOf(property(resource, 'address')) ?? type,
      source: `terraform-${source}`,
      at: [index, 'values'].reduce<string>(pointer, pointer(at, 'resources')),
      ...withStandIns(values, undefined, property(resource, 'sensitive_values'), noConfiguration),
      attachedTo: {},
    });
  });
  const children = members(property(module, 'child_modules')).flatMap((child, index) =>
    moduleSightings(child, pointer(pointer(at, 'child_modules'), index), source, depth + 1),
  );
  return [...resources, ...children];
}

const noConfiguration: ResourceConfiguration = { references: () => undefined, attachedTo: {} };

/** The documents of a stored state, `terraform.tfstate`. */
export function stateFileSightings(state: Json, at: string): readonly Sighting[] {
  return members(state['resources']).flatMap((resource, index) => {
    const type = property(resource, 'type');
    if (!isTerraformHolder(type) || property(resource, 'mode') === 'data') return [];
    const place = [index, 'instances'].reduce<string>(pointer, pointer(at, 'resources'));
    return members(property(resource, 'instances')).flatMap((instance, number) => {
      const values = property(instance, 'attributes');
      if (isTooDeep(values)) return [];
      return resourceSightings({
        type,
        address: addressOfInstance(resource, instance),
        source: 'terraform-state',
        at: [number, 'attributes'].reduce<string>(pointer, place),
        ...withStandIns(values, undefined, secretsOf(instance), noConfiguration),
        attachedTo: {},
      });
    });
  });
}

function addressOfInstance(resource: unknown, instance: unknown): string {
  const path = [
    property(resource, 'module'),
    property(resource, 'type'),
    property(resource, 'name'),
  ];
  const key = property(instance, 'index_key');
  const index = key === undefined ? '' : `[${JSON.stringify(key)}]`;
  return `${path.filter((step) => typeof step === 'string').join('.')}${index}`;
}

/** A stored state lists the paths of secret attributes; a path that leads into an attribute hides all of it. */
function secretsOf(instance: unknown): unknown {
  const secrets: Record<string, true> = {};
  for (const path of members(property(instance, 'sensitive_attributes'))) {
    const first = Array.isArray(path) ? property(path[0], 'value') : undefined;
    if (typeof first === 'string') secrets[first] = true;
  }
  return secrets;
}

/** Attributes with a stand-in for each that Terraform does not know yet or keeps secret. */
function withStandIns(
  values: unknown,
  hidden: unknown,
  secret: unknown,
  { references }: ResourceConfiguration,
): Pick<TerraformResource, 'values' | 'unknown'> {
  const unknown: UnknownPart[] = [];
  const walk = (value: unknown, hides: unknown, keeps: unknown, at: string): unknown => {
    if (keeps === true && value !== undefined) {
      unknown.push({ at, reason: 'sensitive', hiddenBy: sensitive });
      return sensitive;
    }
    if (hides === true) {
      const hiddenBy = references(at.split('/')[1] ?? '') ?? afterApply;
      unknown.push({ at, reason: 'known-after-apply', hiddenBy });
      return afterApply;
    }
    if (!isMarked(hides) && !isMarked(keeps)) return value;
    if (Array.isArray(value) || Array.isArray(hides)) {
      const length = Math.max(members(value).length, members(hides).length);
      return Array.from({ length }, (_, index) => {
        const key = String(index);
        const inner = [value, hides, keeps].map((held) => property(held, key));
        return walk(inner[0], inner[1], inner[2], pointer(at, index));
      });
    }
    const keys = new Set([...keysOf(value), ...keysOf(hides)]);
    return Object.fromEntries(
      [...keys].map((key) => [
        key,
        walk(property(value, key), property(hides, key), property(keeps, key), pointer(at, key)),
      ]),
    );
  };
  const filled = isTooDeep(hidden) || isTooDeep(secret) ? values : walk(values, hidden, secret, '');
  return { values: filled, unknown };
}

/** The words Terraform itself prints in the place of such values. */
const afterApply = '(known after apply)';
const sensitive = '(sensitive value)';

/** Whether a tree of marks marks anything. */
function isMarked(marks: unknown): boolean {
  if (marks === true) return true;
  return typeof marks === 'object' && marks !== null && Object.values(marks).some(isMarked);
}

function keysOf(value: unknown): readonly string[] {
  return isRecord(value) ? Object.keys(value) : [];
}
