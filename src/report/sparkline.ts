const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** A course in one line: at most `width` columns, each the mean of its share of the values; the least is the lowest. */
export function sparkline(values: readonly number[], width: number): string {
  const columns = Math.min(width, values.length);
  const means = Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * values.length) / columns);
    const share = values.slice(from, Math.floor(((column + 1) * values.length) / columns));
    return share.reduce((sum, value) => sum + value, 0) / share.length;
  });
  const [least, most] = [Math.min(...means), Math.max(...means)];
  const height = most - least;
  return means
    .map((mean) => blocks[height === 0 ? 0 : Math.round(((mean - least) / height) * 7)])
    .join('');
}
