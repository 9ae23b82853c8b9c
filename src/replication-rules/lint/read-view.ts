import { fewest } from '../../base/fewest.js';
import { failure, type Result, success } from '../../base/result.js';
import { canBegin } from '../../model/name-classes.js';
import { isSameRegistry } from '../../model/registry.js';
import { diffReplication } from '../analyze/index.js';
import { compileReplication } from '../compile.js';
import { parseReplicationConfiguration } from '../parse.js';
import type { ReplicationRule } from '../types.js';
import type { NeedlessPart, ReplicationView } from './view.js';

/** Reads a configuration, and finds out what of it is needless for every push. */
export function readReplicationView(input: unknown): Result<ReplicationView> {
  const read = parseReplicationConfiguration(input);
  if (!read.ok) return failure(read.diagnostics);
  const { rules } = read.value;
  return success({ ...read.value, needless: needlessParts(rules) }, read.diagnostics);
}

/** Rules that are left, by their number in the document. */
type Rules = ReadonlyMap<number, ReplicationRule>;

/** From the end on, so that of two that make each other needless the earlier one stays. */
function needlessParts(all: readonly ReplicationRule[]): readonly NeedlessPart[] {
  const found: NeedlessPart[] = [];
  let kept: Rules = new Map(all.entries());
  for (const [rule, own] of [...all.entries()].reverse()) {
    const filters = own.repositoryFilters?.map(({ filter }) => filter);
    for (const [place, filter] of [...(filters ?? []).entries()].reverse()) {
      if (canBegin(filter)) continue;
      found.push({ kind: 'unmatchable-filter', at: filterAt(rule, place), by: [] });
    }
    // A rule of which no filter fits anything is told by its filters, one without destinations by another rule.
    if (filters?.some(canBegin) === false || own.destinations.length === 0) continue;
    const less = without(kept, rule);
    if (sharesDestination(own, less) && isSame(kept, less)) {
      found.push({ kind: 'rule', at: `/rules/${rule}`, by: fewestFor(own, less) });
      kept = less;
    } else kept = withoutFilters(kept, rule, found);
  }
  return found.reverse();
}

function withoutFilters(rules: Rules, rule: number, found: NeedlessPart[]): Rules {
  const own = rules.get(rule);
  const { repositoryFilters = [] } = own ?? {};
  let kept = rules;
  let left = repositoryFilters.map((_, place) => place);
  for (const place of [...left].reverse()) {
    const fewer = left.filter((other) => other !== place);
    // Without its last filter a rule would mean every repository.
    if (own === undefined || fewer.length === 0) break;
    if (!canBegin(repositoryFilters[place]?.filter ?? '')) continue;
    const filters = fewer.flatMap((other) => repositoryFilters[other] ?? []);
    const next = new Map(kept).set(rule, { ...own, repositoryFilters: filters });
    if (!isSame(kept, next)) continue;
    found.push({ kind: 'filter', at: filterAt(rule, place), by: [] });
    kept = next;
    left = fewer;
  }
  return kept;
}

function filterAt(rule: number, place: number): string {
  return `/rules/${rule}/repositoryFilters/${place}`;
}

function without(rules: Rules, rule: number): Rules {
  return new Map([...rules].filter(([number]) => number !== rule));
}

/** What a rule sends nobody else sends, unless others have its destinations. */
function sharesDestination({ destinations }: ReplicationRule, others: Rules): boolean {
  const named = [...others.values()].flatMap((other) => other.destinations);
  return destinations.every((one) => named.some((other) => isSameRegistry(one, other)));
}

/** As few of some rules as send all that another one sends. */
function fewestFor(own: ReplicationRule, others: Rules): readonly number[] {
  const covers = (by: readonly (readonly [number, ReplicationRule])[]) =>
    isSame(new Map(by), new Map([...by, [-1, own]]));
  return fewest([...others], covers).map(([number]) => number);
}

/**
 * Whether every push goes to the same registries. What a registry is the source of does not tell rules apart, so that
 * one stands for all.
 */
function isSame(one: Rules, other: Rules): boolean {
  const [first, second] = [one, other].map((rules) =>
    compileReplication({ rules: [...rules.values()] }, anySource),
  );
  return (
    first !== undefined && second !== undefined && diffReplication(first, second).kind === 'holds'
  );
}

const anySource = { region: 'us-east-1', registryId: '000000000000' };
