import type { Result } from '../base/result.js';
import { parsePullThroughRules } from '../pull-through/index.js';
import { parseReplicationConfiguration } from '../replication-rules/index.js';
import { quotasJson, quotasMarkdown, quotasText } from '../report/index.js';
import { parseScanningConfiguration } from '../scanning/index.js';
import { parseSigningConfiguration } from '../signing/index.js';
import { answerQuotas, isFull, type QuotasAnswer } from '../words/index.js';
import { type FileOption, fileOptions } from './file-options.js';
import { readInventory } from './inventory-files.js';
import type { Io } from './io.js';
import { exitCodes, Reader } from './reading.js';

/** Formats of `quotas`. */
export const quotasFormats = ['text', 'json', 'markdown'] as const;

export interface QuotasOptions {
  readonly images: readonly string[];
  readonly replication?: string | undefined;
  readonly scanning?: string | undefined;
  readonly signing?: string | undefined;
  readonly pullThrough?: string | undefined;
  readonly format: (typeof quotasFormats)[number];
  readonly skipBroken?: boolean | undefined;
}

/** `ecr-drydock quotas`: how full a registry's quotas are; 1 when one is met or exceeded. */
export function quotasCommand(options: QuotasOptions, io: Io): number {
  const reader = new Reader(io, [
    fileOptions.images,
    fileOptions.replication,
    fileOptions.scanning,
    fileOptions.signing,
    fileOptions.pullThrough,
  ]);
  const images = readInventory(reader, options.images, options.skipBroken);
  const told = <T>(
    path: string | undefined,
    parse: (text: string) => Result<T>,
    given: FileOption,
  ) => (path === undefined ? undefined : reader.read(path, parse, given));
  const registry = {
    replicationConfiguration: told(
      options.replication,
      parseReplicationConfiguration,
      fileOptions.replication,
    ),
    scanningConfiguration: told(options.scanning, parseScanningConfiguration, fileOptions.scanning),
    signingConfiguration: told(options.signing, parseSigningConfiguration, fileOptions.signing),
    pullThroughCacheRules: told(
      options.pullThrough,
      parsePullThroughRules,
      fileOptions.pullThrough,
    ),
  };
  reader.demandUsable();
  const answer = answerQuotas({ images, ...registry });
  io.write(written(answer, options.format, io));
  return answer.quotas.some(isFull) ? exitCodes.no : exitCodes.fine;
}

function written(answer: QuotasAnswer, format: QuotasOptions['format'], io: Io): string {
  switch (format) {
    case 'text':
      return quotasText(answer, io);
    case 'json':
      return quotasJson(answer);
    case 'markdown':
      return quotasMarkdown(answer);
  }
}
