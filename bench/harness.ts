/** One way to do a piece of work. */
export interface Contender {
  readonly name: string;
  readonly run: () => unknown;
}

/** Milliseconds of processor time of each contender: the median of its rounds. */
export interface Race {
  readonly title: string;
  readonly medians: readonly { readonly name: string; readonly ms: number }[];
}

/**
 * Runs contenders in turn, round after round, so that a drift of the machine's speed meets all of them. Time is what
 * this process spent on its processor, not what the clock on the wall says: other work on the machine counts less.
 */
export function race(title: string, rounds: number, contenders: readonly Contender[]): Race {
  const times = contenders.map((): number[] => []);
  for (const { run } of contenders) run();
  for (let round = 0; round < rounds; round++) {
    for (const [index, { run }] of contenders.entries()) {
      const before = process.cpuUsage();
      run();
      const { user, system } = process.cpuUsage(before);
      times[index]?.push((user + system) / 1000);
    }
  }
  const medians = contenders.map(({ name }, index) => ({ name, ms: median(times[index] ?? []) }));
  return { title, medians };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** A race in a line: ours first, then how many times as long each rival takes. */
export function raceLine({ title, medians }: Race): string {
  const [ours, ...rivals] = medians;
  const factors = rivals.map(({ name, ms }) => `${name} ${(ms / (ours?.ms ?? 1)).toFixed(1)} ×`);
  return `${title.padEnd(44)} ${(ours?.ms ?? 0).toFixed(3).padStart(10)} ms   ${factors.join('   ')}`;
}
