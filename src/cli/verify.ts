import { parseAwsPreview, parseManifests, withManifests } from '../inputs/index.js';
import { parseLifecyclePolicy } from '../lifecycle/index.js';
import { verifyJson, verifyText } from '../report/index.js';
import { answerVerify } from '../words/index.js';
import { fileOptions } from './file-options.js';
import { readInventory } from './inventory-files.js';
import type { Io } from './io.js';
import { exitCodes, instantOf, Reader } from './reading.js';

export interface VerifyOptions {
  readonly policy: string;
  readonly images: readonly string[];
  readonly awsPreview: string;
  readonly manifests?: string | undefined;
  readonly asOf?: string | undefined;
  readonly format: 'text' | 'json';
  readonly skipBroken?: boolean | undefined;
}

/** `ecr-drydock verify`: our preview held against AWS's own; 1 when they differ. */
export function verifyCommand(options: VerifyOptions, io: Io): number {
  const nowMs = instantOf(options.asOf, io);
  const reader = new Reader(io, [
    fileOptions.policy,
    fileOptions.images,
    fileOptions.manifests,
    fileOptions.awsPreview,
  ]);
  const policy = reader.read(options.policy, parseLifecyclePolicy, fileOptions.policy);
  const inventory = readInventory(reader, options.images, options.skipBroken);
  const aws = reader.read(options.awsPreview, parseAwsPreview, fileOptions.awsPreview);
  const manifests =
    options.manifests === undefined
      ? []
      : reader
          .readAll(options.manifests, parseManifests, fileOptions.manifests)
          .flatMap(({ value }) => value);
  reader.demandUsable();
  if (policy === undefined || aws === undefined) return exitCodes.unusable;
  const images = withManifests(inventory, manifests);
  const answer = answerVerify({ policy, images, awsResults: aws.results, nowMs });
  io.write(options.format === 'json' ? verifyJson(answer) : verifyText(answer, io));
  return answer.differences.length > 0 ? exitCodes.no : exitCodes.fine;
}
