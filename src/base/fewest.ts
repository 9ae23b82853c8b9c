/**
 * As few of some things as are enough: one, or two, or as many as none can be left out of. More of them are enough
 * whenever fewer are. Found for `n` things with about `n²` questions, so that they need not be cheap but must be few.
 */
export function fewest<Thing>(
  things: readonly Thing[],
  isEnough: (chosen: readonly Thing[]) => boolean,
): readonly Thing[] {
  const one = things.find((thing) => isEnough([thing]));
  if (one !== undefined) return [one];
  for (const [index, first] of things.entries()) {
    const second = things.slice(index + 1).find((thing) => isEnough([first, thing]));
    if (second !== undefined) return [first, second];
  }
  let kept = things;
  for (const thing of things) {
    const less = kept.filter((other) => other !== thing);
    if (isEnough(less)) kept = less;
  }
  return kept;
}
