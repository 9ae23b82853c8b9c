const unitMs = { day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1000 };

/** A length of time in its two largest units, rounded down: `13 days 4 hours`, `5 minutes`, `0 seconds`. */
export function duration(ms: number): string {
  let left = Math.abs(ms);
  const parts: string[] = [];
  for (const [unit, size] of Object.entries(unitMs)) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.length === 0 ? '0 seconds' : parts.join(' ');
}
