import type {
  DestinationState,
  RegistryAddress,
  ReplicationPush,
  ReplicationRule,
} from '../../src/replication-rules/index.js';

/** What the guide says about one destination, as far as it says it. */
export interface ReferenceOutcome {
  readonly outcome: string;
  readonly rules: readonly number[];
  readonly tags?: readonly string[];
  readonly repository?: string;
  readonly copy?: string;
}

/**
 * Replication as the guide words it, naively. Shares no code with the engine.
 *
 * Only what is pushed, restored or imported travels, never what arrived by replication, was deleted or archived, nor
 * settings. A rule means a repository when it has no filters or when the name starts with one of them, character by
 * character. Each registry that such a rule names gets the image once. It gets nothing in another partition, nor in a
 * Region that an account has not enabled. Another account has to allow ReplicateImage, and CreateRepository where the
 * repository is missing. A tag that is immutable there and held by another image is left out.
 */
export function referenceDestination(
  rules: readonly ReplicationRule[],
  source: RegistryAddress,
  push: ReplicationPush,
  destination: RegistryAddress,
  told: Partial<DestinationState>,
): ReferenceOutcome {
  if (!['push', 'restore', 'pull-through'].includes(push.cause)) {
    return { outcome: 'skipped', rules: [] };
  }
  const sending = rules.flatMap((rule, index) =>
    names(rule, destination) && means(rule, push.repositoryName) ? [index] : [],
  );
  if (sending.length === 0) return { outcome: 'filtered', rules: [] };
  const outcome = reaches(source, destination, told);
  if (outcome !== 'copied' && outcome !== 'depends') return { outcome, rules: sending };
  return {
    outcome,
    rules: sending,
    repository: { exists: 'exists', missing: 'created', unknown: 'depends' }[
      told.repository ?? 'unknown'
    ],
    copy:
      told.repository === 'missing'
        ? 'added'
        : { absent: 'added', present: 'present', archived: 'restored', unknown: 'depends' }[
            told.copy ?? 'unknown'
          ],
    tags: push.imageTags.map((tag) => fate(told, tag)),
  };
}

function names(rule: ReplicationRule, { region, registryId }: RegistryAddress): boolean {
  return rule.destinations.some(
    (destination) => destination.region === region && destination.registryId === registryId,
  );
}

function means(rule: ReplicationRule, repositoryName: string): boolean {
  if (rule.repositoryFilters === undefined) return true;
  return rule.repositoryFilters.some(({ filter }) =>
    [...filter].every((character, index) => repositoryName[index] === character),
  );
}

/** The few Regions the laws use: their partition, and whether an account has to enable them. */
export const referenceRegions: Readonly<Record<string, { partition: string; optIn: boolean }>> = {
  'us-east-1': { partition: 'aws', optIn: false },
  'us-west-2': { partition: 'aws', optIn: false },
  'eu-south-1': { partition: 'aws', optIn: true },
  'us-gov-west-1': { partition: 'aws-us-gov', optIn: false },
  'cn-north-1': { partition: 'aws-cn', optIn: false },
};

/** Tries every way in which what is unknown may turn out: the outcome depends when the ways disagree. */
function reaches(
  source: RegistryAddress,
  destination: RegistryAddress,
  told: Partial<DestinationState>,
): string {
  const outcomes = new Set(
    possibilities(told).map((known) => reachesWhenKnown(source, destination, known)),
  );
  if (outcomes.size === 1) return [...outcomes][0] ?? '';
  if (outcomes.has('copied')) return 'depends';
  // Nothing arrives either way, and what the caller was told for certain gives the reason.
  return reachesWhenKnown(source, destination, lenient(told));
}

interface Known {
  readonly optedIn: boolean;
  readonly mayReplicate: boolean;
  readonly mayCreate: boolean;
  readonly mayTag: boolean;
  readonly missing: boolean;
  readonly template: DestinationState['template'];
  readonly quota: DestinationState['quota'];
}

function possibilities(told: Partial<DestinationState>): readonly Known[] {
  const either = (word: string | undefined, yes: string, no: string) =>
    word === yes ? [true] : word === no ? [false] : [true, false];
  return either(told.optedIn, 'yes', 'no').flatMap((optedIn) =>
    either(told.mayReplicate, 'allowed', 'denied').flatMap((mayReplicate) =>
      either(told.mayCreate, 'allowed', 'denied').flatMap((mayCreate) =>
        either(told.mayTag, 'allowed', 'denied').flatMap((mayTag) =>
          either(told.repository, 'missing', 'exists').map((missing) => ({
            optedIn,
            mayReplicate,
            mayCreate,
            mayTag,
            missing,
            template: told.template,
            quota: told.quota,
          })),
        ),
      ),
    ),
  );
}

/** What is unknown, taken at its best. */
function lenient(told: Partial<DestinationState>): Known {
  return {
    optedIn: told.optedIn !== 'no',
    mayReplicate: told.mayReplicate !== 'denied',
    mayCreate: told.mayCreate !== 'denied',
    mayTag: told.mayTag !== 'denied',
    missing: told.repository === 'missing',
    template: told.template,
    quota: told.quota,
  };
}

function reachesWhenKnown(
  source: RegistryAddress,
  destination: RegistryAddress,
  known: Known,
): string {
  const here = referenceRegions[source.region];
  const there = referenceRegions[destination.region];
  const otherAccount = source.registryId !== destination.registryId;
  if (source.region === destination.region && !otherAccount) return 'unsupported';
  if (here?.partition !== there?.partition) return 'unsupported';
  const regionsToEnable = [there, ...(otherAccount ? [here] : [])].filter((of) => of?.optIn);
  if (regionsToEnable.length > 0 && !known.optedIn) return 'unsupported';
  if (otherAccount && !known.mayReplicate) return 'denied';
  if (known.missing) {
    if (otherAccount && !known.mayCreate) return 'denied';
    if (otherAccount && known.template?.hasResourceTags && !known.mayTag) return 'denied';
    if (known.template?.lacksRole) return 'failed';
  }
  return known.quota === 'exceeded' ? 'failed' : 'copied';
}

function fate(told: Partial<DestinationState>, tag: string): string {
  if (told.repository === 'missing') return 'kept';
  const state = Object.entries(told.tags ?? {}).find(([name]) => name === tag)?.[1] ?? told.tag;
  return { free: 'kept', same: 'kept', movable: 'moved', locked: 'withheld', unknown: 'depends' }[
    state ?? 'unknown'
  ];
}

/** The failure rule of a backfill, looked at after each replication: true when it has given up by the end. */
export function referenceGivesUp(failures: readonly boolean[]): boolean {
  let failed = 0;
  for (const [index, isFailure] of failures.entries()) {
    if (isFailure) failed += 1;
    const processed = index + 1;
    if (processed >= 100 && failed / processed >= 0.5) return true;
  }
  return false;
}
