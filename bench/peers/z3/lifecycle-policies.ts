import type { LifecyclePolicy, LifecycleRule } from '../../../src/lifecycle/index.js';
import { type Repository, sum } from './lifecycle-repository.js';
import { prefixName } from './lifecycle-tags.js';
import { allOf, anyOf, not, type Term, whole } from './smt.js';

/** Does a policy do the same as another one, or act on or delete no more, in every repository? */
export interface LifecycleQuestion {
  readonly asks: 'same' | 'acts' | 'deletes';
  readonly before: LifecyclePolicy;
  readonly after: LifecyclePolicy;
}

const dayMs = 86_400_000;

/** Some image meets another fate. */
export function differsTerm(world: Repository, { asks, before, after }: LifecycleQuestion): Term {
  return anyOf(
    world.places.map((place) => {
      const [was, is] = [before, after].map((policy) => ({
        expires: isActedOn(world, policy, place, 'expire'),
        archives: isActedOn(world, policy, place, 'transition'),
      }));
      if (was === undefined || is === undefined) return 'false';
      if (asks === 'deletes') return allOf([is.expires, not(was.expires)]);
      if (asks === 'acts') {
        return allOf([anyOf([is.expires, is.archives]), not(anyOf([was.expires, was.archives]))]);
      }
      return anyOf([`(xor ${was.expires} ${is.expires})`, `(xor ${was.archives} ${is.archives})`]);
    }),
  );
}

/** An image belongs to the first rule that selects it, and only that rule's mark counts. */
function isActedOn(
  world: Repository,
  { rules }: LifecyclePolicy,
  place: number,
  action: 'expire' | 'transition',
): Term {
  const ordered = rules.toSorted((a, b) => a.rulePriority - b.rulePriority);
  return anyOf(
    ordered.map((rule, index) =>
      rule.action.type !== action
        ? 'false'
        : allOf([
            selects(world, rule, place),
            ...ordered.slice(0, index).map((higher) => not(selects(world, higher, place))),
            marks(world, rule, place),
          ]),
    ),
  );
}

function selects(world: Repository, { selection }: LifecycleRule, place: number): Term {
  const { tagStatus, tagPatternList = [], tagPrefixList = [], storageClass } = selection;
  const isArchived = world.isArchived(place);
  const tags = ((): Term => {
    if (tagStatus === 'any') return 'true';
    if (tagStatus === 'untagged') return not(world.isTagged(place));
    const asked = [...tagPatternList, ...tagPrefixList.map(prefixName)];
    return allOf(asked.map((pattern) => world.meets(place, pattern)));
  })();
  return allOf([
    world.isThere(place),
    storageClass === 'archive' ? isArchived : not(isArchived),
    tags,
  ]);
}

/** Too many or too old among all that the rule selects, whoever owns it. */
function marks(world: Repository, rule: LifecycleRule, place: number): Term {
  const { countType, countNumber } = rule.selection;
  const isOld = (instant: Term) => `(< ${instant} ${whole(-countNumber * dayMs)})`;
  switch (countType) {
    case 'sinceImagePushed':
      return isOld(world.effectivePush(place));
    case 'sinceImagePulled':
      return isOld(world.lastUse(place));
    case 'sinceImageTransitioned':
      return allOf([world.has(place, 'archived'), isOld(world.at(place, 'archived'))]);
    default: {
      const own = world.effectivePush(place);
      const newer = world.places
        .filter((other) => other !== place)
        .map((other) => {
          const order = `(${other < place ? '>=' : '>'} ${world.effectivePush(other)} ${own})`;
          return `(ite ${allOf([selects(world, rule, other), order])} 1 0)`;
        });
      return newer.length === 0 ? 'false' : `(>= ${sum(newer)} ${countNumber})`;
    }
  }
}
