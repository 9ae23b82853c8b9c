import { counted } from '../base/quote.js';
import type { LearntBuild, Schedule } from '../simulate/index.js';
import { answerJson } from './json.js';
import { printable } from './style.js';

/** A schedule as a document, to be kept and changed. */
export function scheduleJson(schedule: Schedule): string {
  return answerJson('schedule', schedule);
}

/** What a schedule was learnt from, a line a kind of build. */
export function learntText(learnt: readonly LearntBuild[]): string {
  if (learnt.length === 0)
    return 'note: the inventory shows no builds of the last four weeks, so nothing is pushed\n';
  return learnt
    .map(({ repositoryName, tags, buildCount, days, cutShort }) => {
      const where = repositoryName === undefined ? '' : ` of ${repositoryName}`;
      const span = counted(Math.round(days), 'day');
      const why = cutShort ? ', for older ones may have been removed' : '';
      const what = printable(tags.join(', '));
      return `note: learnt ${what}${where} from ${counted(buildCount, 'build')} of the last ${span}${why}\n`;
    })
    .join('');
}
