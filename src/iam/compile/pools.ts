import type {
  ActionPattern,
  ArnHead,
  CompiledCondition,
  PrincipalPattern,
  ResourcePattern,
} from '../compiled.js';
import type { IamReadings } from '../types.js';

/** Things that many statements share, each held once and referred to by its number. */
export class Pool<Item> {
  readonly items: Item[] = [];
  private readonly numbers = new Map<string, number>();

  /** The number of the item with this key, made on first sight. */
  numberOf(key: string, make: () => Item): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const item = make();
    const number = this.items.length;
    this.items.push(item);
    this.numbers.set(key, number);
    return number;
  }
}

/** The pools of one policy set, and the doubts that its statements touch. */
export interface Pools {
  readonly actions: Pool<ActionPattern>;
  readonly heads: Pool<ArnHead>;
  readonly resources: Pool<ResourcePattern>;
  readonly principals: Pool<PrincipalPattern>;
  readonly conditions: Pool<CompiledCondition>;
  readonly doubts: Set<keyof IamReadings>;
}

export function emptyPools(): Pools {
  return {
    actions: new Pool(),
    heads: new Pool(),
    resources: new Pool(),
    principals: new Pool(),
    conditions: new Pool(),
    doubts: new Set(),
  };
}
