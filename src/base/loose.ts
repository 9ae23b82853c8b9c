import { pointer } from './json-text.js';

/** A property whatever the value is, for checks that must not stumble over a broken shape. */
export function property(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

/** The members of a list, or none when it is no list. */
export function members(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text a value is, or undefined. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** An object whose members may be asked for; every answer is checked before it is used. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value, or each member of a list, with its place. A hole in a list is a member that holds nothing. */
export function membersWithPlaces(
  value: unknown,
  at: string,
): readonly { readonly value: unknown; readonly at: string }[] {
  if (!Array.isArray(value)) return [{ value, at }];
  return Array.from(value, (member: unknown, index) => ({ value: member, at: pointer(at, index) }));
}
