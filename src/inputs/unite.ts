import type { Diagnostic } from '../base/diagnostic.js';
import { counted, quote } from '../base/quote.js';
import type { Image } from '../model/image.js';
import { problem } from './findings.js';
import { createSeen } from './seen.js';

/** The images of one inventory, and what people call it, such as its path. */
export interface NamedInventory {
  readonly name: string;
  readonly images: readonly Image[];
}

/** Several inventories as one, and what is to be said of those in which images come again. */
export interface UnitedInventories {
  readonly images: readonly Image[];
  readonly repeated: readonly { readonly name: string; readonly finding: Diagnostic }[];
}

/**
 * The images of several inventories, in their order. As within one inventory, an image of the same repository that comes
 * again is kept once, as it came first; each inventory with such images gets a warning.
 */
export function uniteInventories(inventories: readonly NamedInventory[]): UnitedInventories {
  const [only, ...others] = inventories;
  if (others.length === 0) return { images: only?.images ?? [], repeated: [] };
  const seen = createSeen();
  const images: Image[] = [];
  const names: string[] = [];
  const repeated = inventories.flatMap(({ name, images: own }) => {
    const again: Again[] = [];
    for (const image of own) {
      const before = seen(image, images.length);
      const kept = images[before];
      if (kept === undefined) {
        images.push(image);
        names.push(name);
      } else {
        again.push({ image, kept, in: names[before] ?? '' });
      }
    }
    return again.length === 0 ? [] : [{ name, finding: repeatedImages(again) }];
  });
  return { images, repeated };
}

/** An image that came before. */
interface Again {
  readonly image: Image;
  readonly kept: Image;
  /** The inventory that it came in. */
  readonly in: string;
}

function repeatedImages(again: readonly Again[]): Diagnostic {
  const differing = again.filter(
    ({ image, kept }) => JSON.stringify(image) !== JSON.stringify(kept),
  ).length;
  const places = [...new Set(again.map((one) => one.in))];
  const others = places.length > 2 ? ` and ${places.length - 1} other files` : '';
  const where =
    places.length === 2 ? places.map(quote).join(' and ') : `${quote(places[0])}${others}`;
  const details =
    differing === 0
      ? ''
      : `, ${differing === again.length ? 'with' : `${differing} with`} other details`;
  const isOne = again.length === 1;
  return problem({
    name: 'repeated-image',
    severity: 'warning',
    message: `${counted(again.length, 'image')} ${isOne ? 'is' : 'are'} in ${where} as well${details}; ${isOne ? 'it counts' : 'each counts'} once, as it came first`,
    at: '',
    because: ['image.digestNamesContent'],
    help:
      differing === 0
        ? 'nothing is lost; leave one of the files out'
        : 'take the inventory again, so that every image is in it once and as it is now',
  });
}
