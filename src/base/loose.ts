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
