import {
  type CompiledTemplates,
  compileCreationTemplates,
  parseCreationTemplates,
} from '../creation-templates/index.js';
import { templateStateOf } from '../registry/index.js';
import type { DestinationPlan, ReplicationCause } from '../replication-rules/index.js';
import { replicationJson, replicationMarkdown, replicationText } from '../report/index.js';
import {
  answerReplicate,
  type ReplicateAnswer,
  readPush,
  readReplication,
} from '../words/index.js';
import { fileOptions } from './file-options.js';
import type { Io } from './io.js';
import { exitCodes, Reader } from './reading.js';
import { type ToldOptions, type ToldTemplate, takenApart, worldOf } from './replicate-world.js';

/** Formats of `replicate`. */
export const replicateFormats = ['text', 'json', 'markdown'] as const;

/** What makes an image travel, as `--cause` takes it. */
export const replicateCauses = [
  'push',
  'restore',
  'pull-through',
  'replicated',
] as const satisfies readonly ReplicationCause[];

export interface ReplicateOptions extends ToldOptions {
  readonly config: string;
  readonly push: readonly string[];
  readonly region?: string | undefined;
  readonly registryId?: string | undefined;
  readonly cause: (typeof replicateCauses)[number];
  readonly format: (typeof replicateFormats)[number];
}

/** `ecr-drydock replicate`: where a push goes, and why not everywhere; 1 when a destination that is meant cannot get it. */
export function replicateCommand(options: ReplicateOptions, io: Io): number {
  const reader = new Reader(io, [fileOptions.config, fileOptions.templates]);
  const compiled = reader.read(
    options.config,
    (text) => readReplication(text, options),
    fileOptions.config,
  );
  const pushed = compiled && reader.take('--push', readPush(options.push, compiled.source));
  const templates = readTemplates(options, reader);
  reader.demandUsable();
  if (compiled === undefined || pushed === undefined) return exitCodes.unusable;
  const told = templates.map(({ where, templates: read }): ToldTemplate => {
    const template = templateStateOf(read, pushed.repositoryName);
    return { flag: '--templates', where, template };
  });
  const push = { ...pushed, cause: options.cause };
  const answer = answerReplicate({ compiled, push, world: worldOf(options, compiled, told) });
  io.write(written(answer, options.format, io));
  return exitCodeOf(answer);
}

interface ReadTemplates {
  readonly where: string | undefined;
  readonly templates: CompiledTemplates;
}

/** The creation templates of each `--templates`, with the destinations they are of. */
function readTemplates({ templates = [] }: ToldOptions, reader: Reader): readonly ReadTemplates[] {
  return templates.flatMap((typed) => {
    const { where, value: path } = takenApart(typed);
    const read = reader.read(path, parseCreationTemplates, fileOptions.templates);
    return read === undefined ? [] : [{ where, templates: compileCreationTemplates(read) }];
  });
}

function written(answer: ReplicateAnswer, format: ReplicateOptions['format'], io: Io): string {
  switch (format) {
    case 'text':
      return replicationText(answer, io);
    case 'json':
      return replicationJson(answer);
    case 'markdown':
      return replicationMarkdown(answer);
  }
}

function exitCodeOf({ destinations }: ReplicateAnswer): number {
  const some = (...outcomes: readonly DestinationPlan['outcome'][]) =>
    destinations.some(({ outcome }) => outcomes.includes(outcome));
  const missed = some('denied', 'failed', 'unsupported');
  return missed || !some('copied', 'depends') ? exitCodes.no : exitCodes.fine;
}
