/** Whether two plain values are the same, members that are undefined left aside. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
