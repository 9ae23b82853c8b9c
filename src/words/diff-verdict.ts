import { counted, decimalOfMicros } from '../base/quote.js';

/** How an image's fate changes; the first three are harsher than before, the next two milder. */
export const changeKinds = [
  'newly-expired',
  'expired-not-archived',
  'newly-archived',
  'archived-not-expired',
  'spared',
  'other-reason',
] as const;

export type ChangeKind = (typeof changeKinds)[number];

/** What a month of storing what is left costs under either policy, in whole millionths of the currency. */
export interface MonthlyCosts {
  readonly asOf: string;
  readonly currency: string;
  readonly beforeMicros: number;
  readonly afterMicros: number;
}

/** Images and the sum of their sizes, by how their fate changes. Layers are shared, so no more bytes than this. */
export type TotalChanges = Readonly<
  Record<ChangeKind, { readonly images: number; readonly bytes: number }>
>;

/** What a diff comes to, for people in a sentence and for a gate in two words. */
export interface DiffVerdict {
  /** Whether some image expires under the second policy that does not under the first. */
  readonly deletesMore: boolean;
  /** Whether some image is expired or archived by the second policy that the first leaves alone, or expired instead. */
  readonly actsOnMore: boolean;
  readonly changes: TotalChanges;
  readonly sentence: string;
}

/** The verdict on all changes together. An image counts, not the sum: sparing one does not make up for another. */
export function verdictOf(
  changes: TotalChanges,
  repositoryCount: number,
  costs: MonthlyCosts | undefined,
): DiffVerdict {
  const count = (kind: ChangeKind) => changes[kind].images;
  const deleted = count('newly-expired') + count('expired-not-archived');
  const archived = count('newly-archived');
  const parts = [
    part(deleted, 'deletes', 'more'),
    part(archived, 'archives', 'more'),
    part(count('archived-not-expired'), 'archives', 'that would expire before'),
    part(count('spared'), 'leaves alone', 'that went before'),
  ].filter((text) => text !== undefined);
  const where = repositoryCount > 1 ? ` in ${repositoryCount} repositories` : '';
  const head =
    parts.length === 0
      ? `the new policy acts on the same images${where}`
      : `the new policy ${parts.join(', ')}${where}`;
  const other = count('other-reason');
  const keeps = other === 1 ? 'keeps its fate' : 'keep their fate';
  const reason = other === 0 ? '' : `; ${counted(other, 'image')} ${keeps} for another reason`;
  return {
    deletesMore: deleted > 0,
    actsOnMore: deleted + archived > 0,
    changes,
    sentence: `${head}${reason}${costPart(costs)}`,
  };
}

function part(count: number, deed: string, than: string): string | undefined {
  return count === 0 ? undefined : `${deed} ${counted(count, 'image')} ${than}`;
}

function costPart(costs: MonthlyCosts | undefined): string {
  if (costs === undefined) return '';
  const difference = costs.afterMicros - costs.beforeMicros;
  if (difference === 0) return '; the month costs the same';
  const amount = `${decimalOfMicros(Math.abs(difference))} ${costs.currency}`;
  return `; a month costs ${amount} ${difference < 0 ? 'less' : 'more'}`;
}
