import { isInDomain } from '../../glob/domain.js';
import { type Glob, matchesGlob } from '../../glob/match.js';
import { filled, type TagLogic } from './tag-logic.js';

/** Makes different tags that all meet one pattern and none of some others. */
export class TagMint {
  private readonly logic: TagLogic;
  private readonly glob: Glob;
  private readonly avoided: readonly Glob[];
  private readonly spare: string;
  private shortest: string | undefined;
  private count = 0;

  constructor(logic: TagLogic, inner: number, outer: readonly number[]) {
    this.logic = logic;
    this.glob = logic.entry(inner).glob;
    this.avoided = outer.map((number) => logic.entry(number).glob);
    this.spare = logic.spareOf(outer);
    this.shortest = logic.find(inner, outer);
  }

  /** A tag that is not in use, a short one; undefined when none is found. */
  next(used: ReadonlySet<string>): string | undefined {
    const { shortest } = this;
    this.shortest = undefined;
    if (shortest !== undefined && !used.has(shortest)) return shortest;
    if (this.glob.tail === undefined || this.spare === '') return undefined;
    // Letters to spare in place of every `*` are good, so what fails is in use, too long, or had too few of them.
    for (let tries = used.size + 2; tries > 0; tries--) {
      const fill = nthText(this.spare, this.count);
      this.count += 1;
      for (const rest of ['', this.spare.charAt(0)]) {
        const tag = filled(this.glob, fill, rest);
        this.logic.budget.take(1 + tag.length + this.avoided.length);
        if (!used.has(tag) && this.isGood(tag)) return tag;
      }
    }
    return undefined;
  }

  /** Whether a tag meets the pattern. */
  makes(tag: string): boolean {
    return matchesGlob(this.glob, tag);
  }

  private isGood(tag: string): boolean {
    return (
      isInDomain(this.logic.domain, tag) && !this.avoided.some((other) => matchesGlob(other, tag))
    );
  }
}

/** The n-th text of some letters, n from 0: the empty one, those of one letter, and so on. */
function nthText(letters: string, n: number): string {
  let text = '';
  for (let rest = n; rest > 0; rest = Math.floor((rest - 1) / letters.length)) {
    text = letters.charAt((rest - 1) % letters.length) + text;
  }
  return text;
}
