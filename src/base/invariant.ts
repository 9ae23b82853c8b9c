/** Holds a promise the code makes to itself. Only a bug of ours can break it, so breaking it throws. */
export function invariant(condition: boolean, promise: string): asserts condition {
  if (!condition) throw new Error(`ecr-drydock has a bug: ${promise}`);
}

/** Closes a `switch` over a union: a new member does not compile until it is handled. */
export function unreachable(value: never): never {
  throw new Error(`ecr-drydock has a bug: unexpected ${String(value)}`);
}

/** The element at an index that the code around it guarantees. */
export function at<T>(list: { readonly [index: number]: T | undefined }, index: number): T {
  const element = list[index];
  // Not an invariant, whose promise would be put into words on every call.
  if (element === undefined) throw new Error(`ecr-drydock has a bug: nothing at index ${index}`);
  return element;
}
