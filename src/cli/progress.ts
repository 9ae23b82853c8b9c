import { createRequire } from 'node:module';
import type cliProgress from 'cli-progress';

/** Tells how far a long piece of work has come. */
export interface Progress {
  readonly passTo: (done: number) => void;
  readonly end: () => void;
}

/** For streams that are no terminal: says nothing. */
export const noProgress: Progress = { passTo: () => {}, end: () => {} };

/** Work shorter than this shows no bar. */
const patienceMs = 400;

/** A bar on a terminal; its library is loaded only once the work turns out to be long. */
export function progressOn(stream: NodeJS.WriteStream, what: string, total: number): Progress {
  if (stream.isTTY !== true) return noProgress;
  const begun = Date.now();
  let bar: cliProgress.SingleBar | undefined;
  return {
    passTo: (done) => {
      if (bar === undefined && Date.now() - begun > patienceMs) {
        bar = barOn(stream, what);
        bar.start(total, done);
      }
      bar?.update(done);
    },
    end: () => bar?.stop(),
  };
}

function barOn(stream: NodeJS.WriteStream, what: string): cliProgress.SingleBar {
  // What the package exports is what its types say.
  const load = createRequire(import.meta.url) as (name: string) => typeof cliProgress;
  const { SingleBar } = load('cli-progress');
  return new SingleBar({
    stream,
    format: `${what} {bar} {percentage} % of {total}, {eta} s left`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
  });
}
