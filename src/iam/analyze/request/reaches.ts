import { at } from '../../../base/invariant.js';
import { arnPartCount } from '../../../facts/iam.js';
import type { Choice, PrincipalPattern } from '../../compiled.js';
import { arnParts } from '../../match/arn.js';
import { type Reach, reach } from '../../match/principal.js';
import { all, always, any, constant, type Formula, never, not } from '../theory/formula.js';
import { type ArnParts, arnMatches, partMatches } from './part.js';
import type { ConditionScene } from './scene.js';
import type { World } from './world.js';

/** Whether the principals of a statement reach the caller at least so far. */
export function reaches(
  { not: isNot, any: numbers }: Choice,
  effect: 'Allow' | 'Deny',
  least: Reach,
  { ask, world }: ConditionScene,
): Formula {
  const { principals } = ask.compiled.program;
  const patterns = numbers.map((number) => at(principals, number));
  for (const { value } of patterns) world.space.budget.take(1 + value.length);
  if (!isNot) return any(patterns.map((pattern) => reachesOne(pattern, least, { ask, world })));
  if (patterns.length === 0) return never;
  if (effect === 'Deny' && ask.terms.hasBoundary) return always;
  const listed = any(patterns.map((pattern) => reachesOne(pattern, reach.account, { ask, world })));
  const { account } = world;
  const { notPrincipalWithoutAccount } = ask.compiled.readings;
  if (notPrincipalWithoutAccount === 'literal' || account === undefined) return not(listed);
  const wide = patterns.filter(({ kind }) => kind === 'account' || kind === 'everyone');
  const isAccountListed = any(
    wide.map((pattern) => reachesOne(pattern, reach.account, { ask, world })),
  );
  return not(all([listed, isAccountListed]));
}

function reachesOne(
  { kind, value }: PrincipalPattern,
  least: Reach,
  { ask, world }: Pick<ConditionScene, 'ask' | 'world'>,
): Formula {
  switch (kind) {
    case 'everyone':
      return always;
    case 'aws-everyone': {
      const isService = world.kind.caller === 'service';
      return constant(!isService || ask.compiled.readings.awsStarForServices === 'yes');
    }
    case 'account': {
      const reached = world.kind.caller === 'root' ? reach.direct : reach.account;
      if (world.account === undefined || reached < least) return never;
      return world.equals(world.account, value);
    }
    case 'arn':
      return any([isCaller(value, world), least > reach.entity ? never : isEntity(value, world)]);
    case 'service':
      return world.service === undefined ? never : world.equals(world.service, value);
    default:
      return never;
  }
}

/** Whether an ARN is that of the caller himself. */
function isCaller(arn: string, world: World): Formula {
  const { caller } = world.kind;
  if (world.account === undefined || world.principalArn === undefined) return never;
  if (caller !== 'session' && caller !== 'serviceLinked') {
    return isArn(world.principalArn, arn, world);
  }
  const parts = arnParts(arn);
  const found = /^assumed-role\/([^/]*)\/(.*)$/s.exec(parts?.[arnPartCount - 1] ?? '');
  if (parts === null || found === null || world.name === undefined || world.session === undefined) {
    return never;
  }
  const [, role = '', session = ''] = found;
  const [scheme, partition = '', service, region, account = ''] = parts;
  if (scheme !== 'arn' || service !== 'sts' || region !== '') return never;
  const { space } = world;
  return all([
    partMatches(
      space,
      { kind: 'partition', region: world.region },
      space.patterns.ofText(partition),
    ),
    world.equals(world.account, account),
    world.nameMatches(world.name, [{ text: role, literal: true }]),
    world.equals(world.session, session),
  ]);
}

/** Whether an ARN is that of the role behind a session, or the user behind a federated one. */
function isEntity(arn: string, world: World): Formula {
  const { caller } = world.kind;
  const { principalArn } = world;
  if (principalArn === undefined) return never;
  if (caller === 'session' || caller === 'serviceLinked') return isArn(principalArn, arn, world);
  if (caller !== 'federated' || world.user === undefined) return never;
  const [scheme, partition, , region, account] = principalArn;
  const parts = [scheme, partition, { kind: 'fixed', text: 'iam' } as const, region, account];
  const user = { kind: 'dimension', dimension: world.user, before: 'user/' } as const;
  return isArn([...parts.filter((part) => part !== undefined), user], arn, world);
}

function isArn(parts: ArnParts, arn: string, { space }: World): Formula {
  const texts = arnParts(arn);
  if (texts === null) return never;
  return arnMatches(
    space,
    parts,
    texts.map((text) => space.patterns.ofText(text)),
  );
}
