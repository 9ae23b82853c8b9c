import { counted, grouped } from '../base/quote.js';
import type { ForecastFate, Lifetimes, QuotaForecast } from '../simulate/index.js';
import type { ForecastAnswer } from '../words/index.js';
import { formatDay } from './simulation.js';

const dayMs = 86_400_000;

/** A fate in a few words: `expires 2026-06-18, rule 2`, or of two deeds their days. */
export function fateCell({ archived, expires }: ForecastFate, stays = 'stays'): string {
  if (archived !== undefined && expires !== undefined)
    return `archived ${formatDay(archived.atMs)}, gone ${formatDay(expires.atMs)}`;
  const deed = archived ?? expires;
  if (deed === undefined) return stays;
  if (deed.byRequest) return `deleted by then ${formatDay(deed.atMs)}`;
  const by = deed.rulePriority === null ? 'with its subject' : `rule ${deed.rulePriority}`;
  return `${deed === expires ? 'expires' : 'archived'} ${formatDay(deed.atMs)}, ${by}`;
}

/** How long builds are kept, as rows under a heading: the builds that were there, then those of the schedule. */
export function lifetimeRows(
  { schedule }: ForecastAnswer,
  lifetimes: readonly Lifetimes[],
): readonly (readonly (string | number)[])[] {
  const days = (ms: number | undefined) => (ms === undefined ? '–' : daysText(ms));
  return lifetimes.map((told) => {
    const build = told.build === undefined ? undefined : schedule?.builds?.[told.build];
    const name =
      told.build === undefined
        ? 'tagged images that are there'
        : (build?.description ?? (build?.tags.join(', ') || '(untagged)'));
    return [
      name,
      told.count,
      told.gone,
      days(told.shortestMs),
      days(told.medianMs),
      days(told.ninthDecileMs),
      days(told.longestMs),
    ];
  });
}

/** The heading of `lifetimeRows`. */
export const lifetimeHeading = [
  '',
  'builds',
  'went',
  'shortest',
  'half after',
  '9 of 10 after',
  'longest',
] as const;

function daysText(ms: number): string {
  const days = ms / dayMs;
  const text = days >= 10 ? String(Math.round(days)) : String(Math.round(days * 10) / 10);
  return `${text} ${text === '1' ? 'day' : 'days'}`;
}

/** When the quota of images is met, as a sentence. */
export function quotaSentence({ mostImages, limit, metAtMs, atThisRateMs }: QuotaForecast): string {
  const quota = `the quota of ${grouped(limit)}`;
  if (metAtMs !== undefined) return `meets ${quota} images on ${formatDay(metAtMs)}`;
  const most = `holds at most ${counted(mostImages, 'image')}`;
  if (atThisRateMs === undefined) return `${most} of ${quota}, and grows no more`;
  return `${most} of ${quota}, and meets it in ${formatDay(atThisRateMs).slice(0, -6)} if it goes on growing like that`;
}

/** Where the policies part, as a sentence. */
export function partingSentence({ parting, to }: ForecastAnswer): string | undefined {
  if (parting === undefined) return undefined;
  if (parting.atMs === undefined) return `up to ${to.slice(0, 10)} the two policies do the same`;
  const there = parting.images.filter(({ isThere }) => isThere).length;
  const coming = parting.images.length - there;
  const concerned = [
    ...(there > 0 ? [`${counted(there, 'image')} that ${there === 1 ? 'is' : 'are'} there`] : []),
    ...(coming > 0 ? [`${counted(coming, 'image')} to come`] : []),
  ].join(' and ');
  return `the two policies part on ${formatDay(parting.atMs)}: another fate awaits ${concerned}`;
}
