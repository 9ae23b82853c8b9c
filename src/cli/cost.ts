import { costJson, costMarkdown, costText } from '../report/index.js';
import { parseRepositoryTags, parseStoragePrices } from '../simulate/index.js';
import { parseResourceTags } from '../tagging/resources/index.js';
import { answerCost, type CostAnswer, type CostQuestion } from '../words/index.js';
import { fileOptions } from './file-options.js';
import { readInventory } from './inventory-files.js';
import type { Io } from './io.js';
import { exitCodes, Reader, Unusable } from './reading.js';
import { takenApart } from './replicate-world.js';

/** Formats of `cost`. */
export const costFormats = ['text', 'json', 'markdown'] as const;

export interface CostOptions {
  readonly images: readonly string[];
  readonly prices: string;
  /** `FILE` with the tags of many repositories, or `REPOSITORY=FILE` with those of one. */
  readonly tags?: readonly string[] | undefined;
  readonly by?: string | undefined;
  readonly format: (typeof costFormats)[number];
  readonly skipBroken?: boolean | undefined;
}

/** `ecr-drydock cost`: what the images of an inventory cost at given prices, by the values of a resource tag. */
export function costCommand(options: CostOptions, io: Io): number {
  const { tags = [], by } = options;
  if (tags.length > 0 && by === undefined) {
    throw new Unusable('--by: name the key of the tag to allocate by, such as team\n');
  }
  const reader = new Reader(io, [fileOptions.images, fileOptions.prices, fileOptions.tags]);
  const prices = reader.read(options.prices, parseStoragePrices, fileOptions.prices);
  const images = readInventory(reader, options.images, options.skipBroken);
  const tagged = tags.flatMap((typed) => readTags(typed, reader));
  reader.demandUsable();
  if (prices === undefined) return exitCodes.unusable;
  io.write(written(answerCost({ images, prices, tagged, by }), options.format, io));
  return exitCodes.fine;
}

function readTags(typed: string, reader: Reader): Exclude<CostQuestion['tagged'], undefined> {
  const { where: repositoryName, value: path } = takenApart(typed);
  if (repositoryName === undefined)
    return reader.read(path, parseRepositoryTags, fileOptions.tags) ?? [];
  const tags = reader.read(path, parseResourceTags, fileOptions.tags);
  return tags === undefined ? [] : [{ repositoryName, tags }];
}

function written(answer: CostAnswer, format: CostOptions['format'], io: Io): string {
  switch (format) {
    case 'text':
      return costText(answer, io);
    case 'json':
      return costJson(answer);
    case 'markdown':
      return costMarkdown(answer);
  }
}
