import { type Image, parseInventory, uniteInventories } from '../inputs/index.js';
import { fileOptions } from './file-options.js';
import type { Reader } from './reading.js';

/**
 * The images of all inventories that were named, files or folders. A record that cannot be read ends the command unless
 * it may be skipped; an image that comes in two files counts once.
 */
export function readInventory(
  reader: Reader,
  paths: readonly string[],
  skipBroken = false,
): readonly Image[] {
  const files = paths.flatMap((path) => inventoriesAt(reader, path, skipBroken));
  const { images, repeated } = uniteInventories(files);
  for (const { name, finding } of repeated) reader.report(name, [finding]);
  return images;
}

function inventoriesAt(reader: Reader, path: string, skipBroken: boolean) {
  let broken = 0;
  const files = reader.readAll(
    path,
    (text) => {
      const result = parseInventory(text);
      if (result.ok)
        broken += result.diagnostics.filter(({ severity }) => severity === 'error').length;
      return result;
    },
    fileOptions.images,
  );
  if (broken > 0 && !skipBroken) {
    reader.refuse(
      `${path}: error: ${broken} ${broken === 1 ? 'record' : 'records'} cannot be read, and counting without them misleads; mend the inventory, or leave them out with --skip-broken\n`,
    );
  }
  return files.map(({ file, value }) => ({ name: file, images: value }));
}
