import { pointer } from '../../base/json-text.js';
import { membersWithPlaces } from '../../base/loose.js';
import type { PolicyPrincipal } from '../types.js';
import type { PlacedText } from './placed.js';

/** One principal; `*` standing alone has the type `*`. */
export interface PrincipalView extends PlacedText {
  readonly type: string;
}

export interface PrincipalsView {
  readonly not: boolean;
  /** Of the element. */
  readonly at: string;
  readonly list: readonly PrincipalView[];
}

/** Everybody a statement names, with places. */
export function principalsOf(
  some: PolicyPrincipal | undefined,
  others: PolicyPrincipal | undefined,
  statementAt: string,
): PrincipalsView | undefined {
  const not = some === undefined;
  const principal = some ?? others;
  if (principal === undefined) return undefined;
  const at = `${statementAt}/${not ? 'NotPrincipal' : 'Principal'}`;
  return { not, at, list: named(principal, at) };
}

function named(principal: PolicyPrincipal, at: string): readonly PrincipalView[] {
  if (principal === '*') return [{ type: '*', text: '*', at }];
  return Object.entries(principal).flatMap(([type, names]) =>
    membersWithPlaces(names, pointer(at, type)).map((member) => ({
      type,
      text: String(member.value),
      at: member.at,
    })),
  );
}

/** Whether a principal is everybody with an AWS account. */
export function isEveryone({ type, text }: PrincipalView): boolean {
  return text === '*' && (type === '*' || type === 'AWS');
}

/** The account a principal belongs to; undefined for services and everybody. */
export function accountOfPrincipal({ type, text }: PrincipalView): string | undefined {
  if (type !== 'AWS') return undefined;
  return /^(?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(text)?.[1];
}
