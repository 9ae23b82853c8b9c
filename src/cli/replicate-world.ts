import type {
  CompiledReplication,
  DestinationState,
  RegistryAddress,
  TemplateState,
} from '../replication-rules/index.js';
import { Unusable } from './reading.js';

/**
 * What other parts of AWS would say, as it was typed: `value` for every destination, or `where=value` for those in a
 * Region, of an account, or both (`account/region`). A later one overrides an earlier one.
 */
export interface ToldOptions {
  readonly repository?: readonly string[] | undefined;
  readonly tag?: readonly string[] | undefined;
  readonly copy?: readonly string[] | undefined;
  readonly mayReplicate?: readonly string[] | undefined;
  readonly mayCreate?: readonly string[] | undefined;
  readonly mayTag?: readonly string[] | undefined;
  readonly optedIn?: readonly string[] | undefined;
  /** The prefix of a template, or `none`. */
  readonly template?: readonly string[] | undefined;
  /** Files with what `aws ecr describe-repository-creation-templates` printed in a destination. */
  readonly templates?: readonly string[] | undefined;
}

/** The template that a missing repository would get at some destinations, and the flag that tells it. */
export interface ToldTemplate {
  readonly flag: string;
  readonly where: string | undefined;
  readonly template: TemplateState | null;
}

/** The flags, what each takes, and which part of a destination's state it tells. */
const told = [
  ['repository', 'repository', ['exists', 'missing', 'unknown']],
  ['tag', 'tag', ['free', 'same', 'movable', 'locked', 'unknown']],
  ['copy', 'copy', ['absent', 'present', 'archived', 'unknown']],
  ['may-replicate', 'mayReplicate', ['allowed', 'denied', 'unknown']],
  ['may-create', 'mayCreate', ['allowed', 'denied', 'unknown']],
  ['may-tag', 'mayTag', ['allowed', 'denied', 'unknown']],
  ['opted-in', 'optedIn', ['yes', 'no', 'unknown']],
] as const;

/** The state of every destination as the flags tell it. */
export function worldOf(
  given: ToldOptions,
  { destinations }: Pick<CompiledReplication, 'destinations'>,
  templates: readonly ToldTemplate[],
): readonly DestinationState[] {
  const world: DestinationState[] = destinations.map(({ region, registryId }) => ({
    region,
    registryId,
  }));
  for (const [flag, part, words] of told) {
    for (const typed of given[part] ?? []) {
      const { where, value } = takenApart(typed);
      if (!words.some((word) => word === value)) {
        throw new Unusable(`--${flag}: takes one of ${words.join(', ')}, not \`${value}\`\n`);
      }
      tell(world, `--${flag}`, where, (state) => ({ ...state, [part]: value }));
    }
  }
  for (const { flag, where, template } of [...namedTemplates(given), ...templates]) {
    tell(world, flag, where, (state) => ({ ...state, template }));
  }
  return world;
}

/** The template of each `--template`, of which no more than its prefix is known. */
function namedTemplates({ template = [] }: ToldOptions): readonly ToldTemplate[] {
  return template.map((typed) => {
    const { where, value } = takenApart(typed);
    const named = value === 'none' ? null : { prefix: value };
    return { flag: '--template', where, template: named };
  });
}

/** What was typed for a place, or for all. */
export function takenApart(typed: string): {
  readonly where: string | undefined;
  readonly value: string;
} {
  const sign = typed.indexOf('=');
  if (sign === -1) return { where: undefined, value: typed };
  return { where: typed.slice(0, sign), value: typed.slice(sign + 1) };
}

/** Tells something to the destinations that are meant; a place that none is at is a mistake. */
function tell(
  world: DestinationState[],
  flag: string,
  where: string | undefined,
  change: (state: DestinationState) => DestinationState,
): void {
  let met = where === undefined;
  for (const [index, state] of world.entries()) {
    if (where !== undefined && !isAt(state, where)) continue;
    met = true;
    world[index] = change(state);
  }
  if (met) return;
  const places = world.map(({ region, registryId }) => `${registryId}/${region}`).join(', ');
  throw new Unusable(`${flag}: no destination is at \`${where}\`; there are ${places || 'none'}\n`);
}

function isAt({ region, registryId }: RegistryAddress, where: string): boolean {
  return where === region || where === registryId || where === `${registryId}/${region}`;
}
