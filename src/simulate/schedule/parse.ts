import { capped, type Diagnostic } from '../../base/diagnostic.js';
import { readDocument } from '../../base/document.js';
import { pointer } from '../../base/json-text.js';
import { quote } from '../../base/quote.js';
import { type Result, unlessRefused } from '../../base/result.js';
import { shapeDiagnostics } from '../../base/shape.js';
import type { FactId } from '../../facts/ledger/index.js';
import { imageDigestPattern } from '../../facts/repository.js';
import { factOfLimit, validateSchedule } from '../../generated/validators/schedule.js';
import { parseInstant } from '../../model/instant.js';
import { isRepositoryName } from '../../model/repository.js';
import { dayNamed } from './calendar.js';
import type { RecurringBuild, Rhythm, Schedule, ScheduledEvent } from './types.js';

const voice = {
  domain: 'schedule',
  factOfLimit,
  otherwise: 'simulate.schedule' satisfies FactId,
};

/** Reads a schedule from a value or from JSON text. Every problem is reported at once. */
export function parseSchedule(input: unknown): Result<Schedule> {
  const document = readDocument(input, voice);
  if (!document.ok) return document;
  const { value, place } = document.value;
  const shape = shapeDiagnostics(validateSchedule, value, voice);
  // Meaning is asked of a sound shape only.
  const schedule = value as Schedule;
  const meaning = shape.length > 0 ? [] : meaningProblems(schedule);
  const found = capped(voice.domain, [...shape, ...meaning], place);
  return unlessRefused(schedule, [...document.diagnostics, ...found]);
}

function meaningProblems({ builds = [], pulls = [], events = [] }: Schedule): Diagnostic[] {
  return [
    ...builds.flatMap((build, index) => buildProblems(build, pointer('/builds', index))),
    ...pulls.flatMap((pull, index) => rhythmProblems(pull, pointer('/pulls', index))),
    ...events.flatMap((event, index) => eventProblems(event, pointer('/events', index))),
  ];
}

function buildProblems(build: RecurringBuild, at: string): Diagnostic[] {
  const unknown = build.tags.flatMap((tag, index) => {
    const hole = /\{[^}]*\}?/.exec(tag.replaceAll(/\{(n|day)\}/g, ''))?.[0];
    if (hole === undefined) return [];
    const message = `${quote(hole)} in the tag ${quote(tag)} is filled with nothing, and is no part of a tag`;
    const place = pointer(pointer(at, 'tags'), index);
    return [problem('tag-hole', message, place, 'write `{n}` for the number or `{day}`')];
  });
  return [...rhythmProblems(build, at), ...unknown];
}

function rhythmProblems(rhythm: Rhythm, at: string): Diagnostic[] {
  const { fromHour = 0, toHour = 24, firstDay, lastDay, exceptDays = [] } = rhythm;
  const days: [string, string][] = [
    ...(firstDay === undefined ? [] : [[pointer(at, 'firstDay'), firstDay] as [string, string]]),
    ...(lastDay === undefined ? [] : [[pointer(at, 'lastDay'), lastDay] as [string, string]]),
    ...exceptDays.map((day, index): [string, string] => [
      pointer(pointer(at, 'exceptDays'), index),
      day,
    ]),
  ];
  return [
    ...nameProblems(rhythm, at),
    ...days.flatMap(([place, day]) => dayProblems(day, place)),
    ...(fromHour < toHour
      ? []
      : [
          problem(
            'hours',
            `the hours from ${fromHour} to ${toHour} hold nothing`,
            pointer(at, fromHour >= 24 ? 'fromHour' : 'toHour'),
            'let the day begin before it ends; hours are in UTC',
          ),
        ]),
    ...(firstDay !== undefined && lastDay !== undefined && firstDay > lastDay
      ? [
          problem(
            'days',
            `the days from ${quote(firstDay)} to ${quote(lastDay)} hold nothing`,
            pointer(at, 'lastDay'),
            'let the last day not come before the first',
          ),
        ]
      : []),
  ];
}

function dayProblems(day: string, at: string): Diagnostic[] {
  if (dayNamed(day) !== undefined) return [];
  return [problem('day', `${quote(day)} is no day of the calendar`, at, 'write it as 2026-06-15')];
}

function nameProblems({ repositories = [] }: Rhythm, at: string): Diagnostic[] {
  return repositories.flatMap((name, index) =>
    name.includes('*') || isRepositoryName(name)
      ? []
      : [notAName(name, pointer(pointer(at, 'repositories'), index))],
  );
}

function notAName(name: string, at: string): Diagnostic {
  return problem(
    'repository-name',
    `${quote(name)} is not the name of a repository`,
    at,
    'write a name such as `team-a/web`, or a pattern such as `team-a/*`',
  );
}

function eventProblems(event: ScheduledEvent, at: string): Diagnostic[] {
  const { push, pull, delete: deletion, repositoryName } = event;
  const found: Diagnostic[] = [];
  if (parseInstant(event.at) === undefined) {
    const message = `${quote(event.at)} is no instant`;
    found.push(problem('instant', message, pointer(at, 'at'), 'write 2026-06-15T12:00:00Z'));
  }
  if (repositoryName !== undefined && !isRepositoryName(repositoryName))
    found.push(notAName(repositoryName, pointer(at, 'repositoryName')));
  const kinds = [push, pull, deletion].filter((kind) => kind !== undefined).length;
  if (kinds !== 1) {
    const message = `an event is a push, a pull or a deletion, and this one is ${kinds === 0 ? 'none of them' : 'more than one'}`;
    found.push(problem('event', message, at, 'write `push`, `pull` or `delete`, an event each'));
  }
  for (const [name, article, named] of [
    ['pull', 'a pull', pull],
    ['delete', 'a deletion', deletion],
  ] as const) {
    if (named === undefined) continue;
    if ((named.imageTag === undefined) !== (named.imageDigest === undefined)) continue;
    const message = `${article} names its image by a tag or by a digest`;
    found.push(problem(name, message, pointer(at, name), 'write one of the two'));
  }
  for (const [name, named] of [
    ['push', push],
    ['pull', pull],
    ['delete', deletion],
  ] as const) {
    const digest = named?.imageDigest;
    if (digest === undefined || digests.test(digest)) continue;
    const message = `${quote(digest)} is not spelled as a digest is`;
    const place = pointer(pointer(at, name), 'imageDigest');
    found.push(problem('digest', message, place, 'write `sha256:` and its digits'));
  }
  return found;
}

const digests = /* @__PURE__ */ new RegExp(imageDigestPattern);

function problem(name: string, message: string, at: string, help: string): Diagnostic {
  const because: FactId[] = ['simulate.schedule'];
  return { code: `schedule/${name}`, severity: 'error', message, at, because, help };
}
