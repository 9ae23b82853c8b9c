import { quote } from '../base/quote.js';
import type { RegistryEvent } from '../registry/index.js';
import type { PushAnswer, PushedWrite } from '../words/index.js';
import { answerJson } from './json.js';
import { literal, prose } from './markdown.js';
import { type Palette, paletteOf, printable, type Style, shortDigest, wrapped } from './style.js';

/** What a push does, for people: the verdict, each tag with its reason, what follows, and what the settings say. */
export function pushText(answer: PushAnswer, style: Style): string {
  const palette = paletteOf(style);
  const line = (text: string, indent: string) => {
    // Its digest is told in every sentence, and is mostly a made-up one.
    const told = printable(text).replaceAll(answer.imageDigest, 'the pushed image');
    return `${indent}${wrapped(told, style.columns, `${indent}  `, indent.length)}`;
  };
  const happened = answer.events.flatMap((event) => eventWords(event, answer));
  return [
    `${headWord(answer, palette)}: ${wrapped(headSentence(answer), style.columns, '  ', 9)}`,
    '',
    ...answer.writes.flatMap((write) => [
      `  ${writeWord(write, palette)}  ${printable(write.imageTag ?? '(no tag)')}`,
      ...reasonsOf(write).map((reason) => line(reason, '           ')),
    ]),
    ...(happened.length === 0
      ? []
      : ['', 'what happens:', ...happened.map((one) => line(one, '  '))]),
    '',
    'what the settings say:',
    ...answer.settings.map(({ sentence }) => line(sentence, '  ')),
    ...factsOf(answer, line),
    ...unknownLines(answer).map((note) => line(note, '')),
    '',
  ].join('\n');
}

function headWord({ kind }: PushAnswer, { good, bad }: Palette): string {
  return kind === 'done' ? good('done') : bad('refused');
}

function headSentence({ kind, repositoryName, registryId, region, surface }: PushAnswer): string {
  const where = `${quote(printable(repositoryName))} of ${registryId} in ${region}`;
  const how = surface === 'oci' ? 'a push as docker sends it' : 'PutImage';
  return `${how} to ${where} ${kind === 'done' ? 'succeeds' : 'does not succeed'}`;
}

function writeWord({ outcome }: PushedWrite, { good, bad }: Palette): string {
  return outcome === 'done' ? good('done   ') : bad('refused');
}

/** What the answer rests on without knowing it. */
function unknownLines({ takenForEmpty }: PushAnswer): readonly string[] {
  if (takenForEmpty.length === 0) return [];
  const places = takenForEmpty.map(({ registryId, region }) => `${registryId}/${region}`);
  return [
    '',
    `note: nothing was given of ${places.join(', ')}, taken for empty; --registry takes the files of several registries`,
  ];
}

/** What the tag settings say of a write, and what AWS answers. */
function reasonsOf({ tag, exception, message }: PushedWrite): readonly string[] {
  return [
    ...(tag === undefined ? [] : [tag.sentence]),
    ...(exception === undefined ? [] : [`AWS answers ${exception}: ${message ?? ''}`]),
  ];
}

function factsOf(
  { writes, settings }: PushAnswer,
  line: (text: string, indent: string) => string,
): readonly string[] {
  const facts = [
    ...writes.flatMap(({ tag }) => tag?.because ?? []),
    ...settings.flatMap(({ because }) => because),
  ];
  return facts.length === 0 ? [] : [line(`facts: ${[...new Set(facts)].join(', ')}`, '  ')];
}

/** One change in words; changes that go without saying have none. */
function eventWords(event: RegistryEvent, answer: PushAnswer): readonly string[] {
  const { registryId, region } = answer;
  const name = (digest: string) =>
    digest === answer.imageDigest ? 'the pushed image' : shortDigest(digest);
  const isHere = event.registryId === registryId && event.region === region;
  const there = isHere ? '' : ` in ${event.registryId}/${event.region}`;
  switch (event.kind) {
    case 'repository-created': {
      const { repositoryName, template } = event;
      const by =
        template === undefined || template === null
          ? 'with default settings'
          : `by the template ${quote(template)}`;
      return [`the repository ${quote(repositoryName)} is created${there}, ${by}`];
    }
    case 'image-pushed': {
      if (event.cause === 'replication') return [];
      const tag = event.imageTag === undefined ? '' : ` as ${quote(event.imageTag)}`;
      const what = event.cause === 'signing' ? 'the signature ' : '';
      return [`${what}${name(event.imageDigest)} is stored${tag}${there}`];
    }
    case 'tag-removed':
      return [`${quote(event.imageTag)} leaves ${name(event.imageDigest)}${there}, which stays`];
    case 'image-deleted':
      return [`${name(event.imageDigest)} is deleted${there}`];
    case 'replicated': {
      const tag = event.imageTag === undefined ? '' : ` as ${quote(event.imageTag)}`;
      const withheld =
        event.withheldTag === undefined
          ? ''
          : `, without ${quote(event.withheldTag)}, which is locked there`;
      return [
        event.result === 'SUCCESS'
          ? `a copy comes to ${event.registryId}/${event.region}${tag}${withheld}`
          : `the copy to ${event.registryId}/${event.region} fails: ${event.failure ?? 'AWS does not say why'}`,
      ];
    }
    case 'scan-completed':
      return [`${name(event.imageDigest)} is scanned${there}`];
    case 'signing-completed':
      return [`${event.signingProfileArn} signs${there}: ${event.status}`];
    case 'image-restored':
      return [`${name(event.imageDigest)} comes back from the archive${there}`];
    default:
      return [];
  }
}

/** The same for a ticket or a pull request. */
export function pushMarkdown(answer: PushAnswer): string {
  const { kind, writes, settings, events } = answer;
  const happened = events.flatMap((event) => eventWords(event, answer));
  return [
    `## ${kind === 'done' ? 'Done' : 'Refused'}: ${prose(headSentence(answer))}`,
    '',
    ...writes.map((write) => {
      const reasons = reasonsOf(write).map(prose).join('; ');
      const tag = literal(write.imageTag ?? '(no tag)');
      return `- **${write.outcome}** ${tag}${reasons === '' ? '' : `: ${reasons}`}`;
    }),
    ...(happened.length === 0
      ? []
      : ['', 'What happens:', '', ...happened.map((one) => `- ${prose(one)}`)]),
    '',
    'What the settings say:',
    '',
    ...settings.map(({ sentence }) => `- ${prose(sentence)}`),
    ...unknownLines(answer).map(prose),
    '',
  ].join('\n');
}

/** The whole answer, with the id of its schema. */
export function pushJson(answer: PushAnswer): string {
  return answerJson('push', answer);
}
