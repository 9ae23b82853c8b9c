import type { Budget } from '../../../base/budget.js';
import { coversPattern } from '../../../glob/covers.js';
import { type Pattern, patternOfGlob, patternOfText } from '../../../glob/pattern.js';
import type { WildcardGlob } from '../../../glob/wildcards.js';
import { patternsBehind, type Shape, shapeOf } from './shape.js';

/** Patterns that were read before, for all the worlds of a question. Changes no answer. */
export class PatternMemo {
  private readonly texts = new Map<string, Pattern>();
  private readonly globs = new Map<WildcardGlob, Pattern>();
  private readonly behind = new Map<Pattern, Map<string, readonly Shape[]>>();
  private readonly matched = new Map<Pattern, Map<string, boolean>>();
  private readonly budget: Budget;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  ofText(text: string): Pattern {
    return entry(this.texts, text, () => {
      this.budget.take(1 + text.length);
      return patternOfText(text);
    });
  }

  ofGlob(glob: WildcardGlob): Pattern {
    return entry(this.globs, glob, () => {
      this.budget.take(1 + glob.pattern.length);
      return patternOfGlob(glob);
    });
  }

  /** The shapes of what is left of a pattern behind a text. */
  shapesBehind(pattern: Pattern, text: string): readonly Shape[] {
    const known = entry(this.behind, pattern, () => new Map<string, readonly Shape[]>());
    return entry(known, text, () => patternsBehind(pattern, text, this.budget).map(shapeOf));
  }

  matches(pattern: Pattern, text: string): boolean {
    const known = entry(this.matched, pattern, () => new Map<string, boolean>());
    return entry(known, text, () => coversPattern(pattern, this.ofText(text), this.budget));
  }
}

function entry<Key, Value>(of: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = of.get(key);
  if (known !== undefined) return known;
  const made = make();
  of.set(key, made);
  return made;
}
