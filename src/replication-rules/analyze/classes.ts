import { pointer } from '../../base/json-text.js';
import type { Verdict } from '../../base/proof.js';
import { canBegin, nameClasses } from '../../model/name-classes.js';
import type { RegistryAddress } from '../../model/registry.js';
import { compileReplication } from '../compile.js';
import { planReplication } from '../plan.js';
import type {
  CompiledReplication,
  ReplicationConfiguration,
  ReplicationPlan,
  ReplicationPush,
} from '../types.js';

/** Repositories whose pushes go to the same registries by the same rules. */
export interface ReplicationClass {
  /** What their names begin with; empty for those that begin with no filter. */
  readonly prefix: string;
  readonly exampleName: string;
  /** Where a push goes; empty when no rule covers it. */
  readonly destinations: readonly RegistryAddress[];
}

/** A push that two configurations plan differently, and both plans. */
export type ReplicationVerdict = Verdict<ReplicationPush, ReplicationPlan, never, never>;

/** A filter or a rule that could as well be left out, or with which no name begins. */
export interface ReplicationFinding {
  readonly kind: 'unmatchable-filter' | 'useless-filter' | 'useless-rule';
  /** JSON pointer into the configuration. */
  readonly at: string;
  readonly rule: number;
}

/** The classes of repositories a configuration tells apart: all there are, so those without destinations are uncovered. */
export function replicationClasses(compiled: CompiledReplication): readonly ReplicationClass[] {
  return nameClasses(compiled.index.prefixes).map(({ prefix, example }) => ({
    prefix,
    exampleName: example,
    destinations: planReplication(compiled, pushTo(example))
      .destinations.filter(({ outcome }) => outcome !== 'filtered')
      .map(({ region, registryId }) => ({ region, registryId })),
  }));
}

/**
 * Whether two configurations send every push to the same registries. What a plan depends on besides is the same for
 * every name: so a push to one repository of each class decides.
 */
export function diffReplication(
  before: CompiledReplication,
  after: CompiledReplication,
): ReplicationVerdict {
  const classes = nameClasses([...before.index.prefixes, ...after.index.prefixes]);
  const shortest = [...classes].sort((a, b) => a.example.length - b.example.length);
  for (const { example } of shortest) {
    const witness = pushTo(example);
    const replay = {
      before: planReplication(before, witness),
      after: planReplication(after, witness),
    };
    if (goesTo(replay.before) !== goesTo(replay.after)) {
      return { kind: 'fails', witness, replay, assumptions: [] };
    }
  }
  return { kind: 'holds', assumptions: [] };
}

/** The filters and rules that could each be left out without any push noticing. */
export function findReplicationFindings(
  configuration: ReplicationConfiguration,
  source: RegistryAddress,
): readonly ReplicationFinding[] {
  const { rules } = configuration;
  const compiled = compileReplication(configuration, source);
  const isUseless = (fewer: ReplicationConfiguration['rules']) =>
    diffReplication(compiled, compileReplication({ rules: fewer }, source)).kind === 'holds';
  return rules.flatMap((rule, index): readonly ReplicationFinding[] => {
    const at = pointer('/rules', index);
    if (isUseless(without(rules, index))) return [{ kind: 'useless-rule', at, rule: index }];
    const { repositoryFilters = [] } = rule;
    return repositoryFilters.flatMap(({ filter }, place): readonly ReplicationFinding[] => {
      const where = { at: pointer(`${at}/repositoryFilters`, place), rule: index };
      if (!canBegin(filter)) return [{ kind: 'unmatchable-filter', ...where }];
      // Without its last filter a rule would mean every repository.
      if (repositoryFilters.length === 1) return [];
      const fewer = { ...rule, repositoryFilters: without(repositoryFilters, place) };
      return isUseless(rules.map((one) => (one === rule ? fewer : one)))
        ? [{ kind: 'useless-filter', ...where }]
        : [];
    });
  });
}

function without<Item>(items: readonly Item[], index: number): readonly Item[] {
  return items.filter((_, other) => other !== index);
}

function pushTo(repositoryName: string): ReplicationPush {
  return { repositoryName, imageDigest, imageTags: ['v1'], cause: 'push' };
}

const imageDigest = `sha256:${'1'.repeat(64)}`;

/** What becomes of a push, without the numbers of the rules and the destinations that get nothing. */
function goesTo({ destinations }: ReplicationPlan): string {
  const reached = destinations.filter(({ outcome }) => outcome !== 'filtered');
  return JSON.stringify(reached.map((destination) => ({ ...destination, rules: [] })));
}
