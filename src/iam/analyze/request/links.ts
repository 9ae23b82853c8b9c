import { all, any, type Formula, literally, not } from '../theory/formula.js';
import type { World } from './world.js';

/** What the keys of a request have to do with each other: an address is seen either outside a VPC, or by its endpoint. */
export function links(world: World): readonly Formula[] {
  const { space } = world;
  const present = (pattern: RegExp): Formula[] =>
    space.dimensions.flatMap(({ name }, number) =>
      pattern.test(name) ? [not(literally(space.literal(number, [], { absent: true })))] : [],
    );
  const outside = present(/^key \S+ aws:sourceip$/);
  const inside = present(/^key \S+ aws:(sourcevpc|sourcevpce|sourcevpcarn|vpcsourceip|vpce\w+)$/);
  if (outside.length === 0 || inside.length === 0) return [];
  return [not(all([any(outside), any(inside)]))];
}
