import type { Budget } from '../../../base/budget.js';
import { hasShape, type Shape } from './shape.js';

/** Shapes of which a text must have one. Each union exists once among the texts of its dimension. */
export class Union {
  readonly number: number;
  readonly shapes: readonly Shape[];
  private readonly texts = new Set<string>();
  private readonly beginnings = new Set<string>();
  /** How long beginnings are. */
  private readonly lengths: readonly number[];
  private readonly others: readonly Shape[];

  constructor(number: number, shapes: readonly Shape[]) {
    this.number = number;
    this.shapes = shapes;
    const others: Shape[] = [];
    for (const shape of shapes) {
      if (shape.kind === 'text') this.texts.add(shape.text);
      else if (shape.kind === 'beginning') this.beginnings.add(shape.text);
      else others.push(shape);
    }
    this.lengths = [...new Set([...this.beginnings].map(({ length }) => length))];
    this.others = others;
  }

  /** Whether a text has one of the shapes. However many texts and beginnings there are, each is looked up once. */
  has(text: string, budget: Budget): boolean {
    budget.take(1 + this.lengths.length + this.others.length);
    return (
      this.texts.has(text) ||
      this.lengths.some((length) => this.beginnings.has(text.slice(0, length))) ||
      this.others.some((shape) => hasShape(shape, text, budget))
    );
  }
}
