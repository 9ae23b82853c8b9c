import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type ImageReference,
  imageNoteOf,
  imageReferenceOf,
  matchInUse,
  orThrow,
  parseInUse,
  parseInventory,
  type Result,
} from '../../src/inputs/index.js';
import { cases } from '../cases.js';
import { described, slices } from './described.js';

type Parts = Partial<Omit<ImageReference, 'text'>>;

interface ReferenceCase {
  readonly text: string;
  /** What it is to those who run images and to those who note them down alike, or to each; absent when it is nothing. */
  readonly is?: Parts;
  readonly uri?: Parts;
  readonly note?: Parts;
}

const file = (name: string) =>
  readFileSync(new URL(`../cases/inputs/${name}`, import.meta.url), 'utf8');
const texts = (read: Result<ImageReference[]>) =>
  read.ok ? read.value.map(({ text }) => text) : undefined;

describe('the name of an image', () => {
  it.each(cases<ReferenceCase>('inputs/references'))(
    '$text',
    ({ text, is, uri = is, note = is }) => {
      expect(imageReferenceOf(text)).toEqual(uri && { ...uri, text });
      expect(imageNoteOf(text)).toEqual(note && { ...note, text });
    },
  );
});

describe('what runs, noted down line by line', () => {
  const text = file('in-use.txt');

  it('is read with comments, blanks and repetitions left out', () => {
    expect(texts(parseInUse(text))).toEqual([
      'sha256:0d8c93e72e82fa070d49565c00af32abbe8ddfd7f75e39f4306771ae0628c7e8',
      'v1.4.0',
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/web:v1.3.9',
      'team/web:v1.3.9',
      'public.ecr.aws/nginx/nginx:1.27',
    ]);
  });

  it('names the lines that are none, with the text itself', () => {
    for (const given of [text, `\ufeff${text}`, text.replaceAll('\n', '\r\n')]) {
      const read = parseInUse(given);
      expect(described(read)).toEqual([
        'error inputs/not-a-reference /5: `"not quoted"` names no image',
        'error inputs/not-a-reference /7: `NAME   READY   STATUS` names no image',
      ]);
      expect(slices(given, read)).toEqual(['"not quoted"', 'NAME   READY   STATUS']);
      expect(read.diagnostics.map(({ range }) => range?.start.line)).toEqual([6, 8]);
    }
  });

  it('may be nothing if a comment says so, but not an empty text', () => {
    expect(texts(parseInUse('# nothing\n'))).toEqual([]);
    for (const empty of ['', ' \n\n', '\ufeff']) {
      expect(described(parseInUse(empty))).toEqual(['error inputs/empty : the text is empty']);
    }
  });
});

describe('what runs, as JSON', () => {
  it('may be a list of texts', () => {
    const list = ['v1', 'team/web:v2', 7, 'two words', 'v1'];
    for (const given of [list, JSON.stringify(list)]) {
      const read = parseInUse(given);
      expect(texts(read)).toEqual(['v1', 'team/web:v2']);
      expect(described(read)).toEqual([
        'error inputs/not-in-use /2: this is the number `7`, but what runs is needed: digests, tags, image URIs, Kubernetes pods or ECS tasks',
        'error inputs/not-a-reference /3: `two words` names no image',
      ]);
    }
    expect(texts(parseInUse('"v1"\n"v2"\n'))).toEqual(['v1', 'v2']);
    expect(texts(parseInUse('[]'))).toEqual([]);
  });

  it('may be what kubectl gives: pods, what makes pods, and the digests that really run', () => {
    const read = parseInUse(file('pods.json'));
    const registry = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
    expect(texts(read)).toEqual([
      `${registry}/team/migrate:v7`,
      `${registry}/team/web:v1`,
      'nginx',
      'busybox:1.36',
      `${registry}/team/migrate@sha256:bbbb`,
      `docker-pullable://${registry}/team/web@sha256:aaaa`,
      `${registry}/team/web:v2`,
      `${registry}/team/job:v3`,
      'ghcr.io/team/tool:v4',
    ]);
    expect(described(read)).toEqual([
      'error inputs/not-a-reference /items/4/spec/containers/0/image: `{{ image }}` names no image',
    ]);
    expect(slices(file('pods.json'), read)).toEqual(['"{{ image }}"']);
    expect(read.ok && read.value.find(({ text }) => text === 'nginx')?.host).toBe('docker.io');
  });

  it('may be one pod, or several documents one after another', () => {
    const pod = (image: string) =>
      JSON.stringify({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ image }] } }, null, 2);
    expect(texts(parseInUse(`${pod('a.b/c:1')}\n${pod('a.b/c:2')}`))).toEqual([
      'a.b/c:1',
      'a.b/c:2',
    ]);
  });

  it('may be an ECS task definition, or tasks with the digest that really runs', () => {
    const definition = {
      containerDefinitions: [{ name: 'web', image: 'a.b/web:v1' }, { name: 'x' }],
    };
    expect(texts(parseInUse(definition))).toEqual(['a.b/web:v1']);
    expect(texts(parseInUse({ taskDefinition: definition, tags: [] }))).toEqual(['a.b/web:v1']);
    const containers = [
      { image: 'a.b/web:v1', imageDigest: 'sha256:aa' },
      { image: 'a.b/web@sha256:bb', imageDigest: 'sha256:bb' },
    ];
    const read = parseInUse({ tasks: [{ containers }], failures: [] });
    expect(texts(read)).toEqual(['a.b/web:v1', 'a.b/web:v1@sha256:aa', 'a.b/web@sha256:bb']);
  });

  it('may name nothing, which is said', () => {
    const read = parseInUse('{ "apiVersion": "v1", "kind": "List", "items": [] }');
    expect(texts(read)).toEqual([]);
    expect(described(read)).toEqual([
      'warning inputs/nothing-in-use : no container is named here, so nothing counts as in use',
    ]);
  });

  it('is refused by name when it is something else', () => {
    for (const [input, is] of [
      [{ taskArns: [] }, 'output of `aws ecs list-tasks`'],
      [{ services: [] }, 'output of `aws ecs describe-services`'],
      [{ imageDetails: [] }, 'output of `aws ecr describe-images`'],
    ] as const) {
      const read = parseInUse(JSON.stringify(input));
      expect(read.ok).toBe(false);
      expect(described(read)[0]).toContain(`inputs/not-in-use : this is ${is}, but`);
      expect(read.diagnostics[0]?.help).toContain('kubectl get pods');
    }
  });
});

describe('which images of an inventory are in use', () => {
  const images = orThrow(
    parseInventory([
      {
        registryId: '123456789012',
        repositoryName: 'team/web',
        imageDigest: 'sha256:aa',
        imageTags: ['v1', 'v1', 'latest'],
        imagePushedAt: 1,
      },
      {
        registryId: '123456789012',
        repositoryName: 'team/web',
        imageDigest: 'sha256:bb',
        imageTags: ['v2'],
        imagePushedAt: 2,
      },
      {
        registryId: '123456789012',
        repositoryName: 'team/job',
        imageDigest: 'sha256:aa',
        imageTags: ['v1'],
        imagePushedAt: 3,
      },
    ]),
  );
  const here = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
  const standings: readonly [note: string, standing: string, images: string][] = [
    [`${here}/team/web:v1`, 'found', 'team/web sha256:aa'],
    [`${here}/team/web`, 'found', 'team/web sha256:aa'],
    [`${here}/team/web@sha256:bb`, 'found', 'team/web sha256:bb'],
    [`${here}/team/web:v1@sha256:bb`, 'found', 'team/web sha256:bb'],
    [`${here}/team/web:v1@sha256:cc`, 'missing', ''],
    [`${here}/team/web:v3`, 'missing', ''],
    [`${here}/team/job:v2`, 'missing', ''],
    [`${here}/team/other:v1`, 'elsewhere', ''],
    ['210987654321.dkr.ecr.eu-west-1.amazonaws.com/team/web:v1', 'elsewhere', ''],
    ['docker.io/team/web:v1', 'elsewhere', ''],
    ['ghcr.io/team/web@sha256:aa', 'elsewhere', ''],
    ['team/web:v1', 'found', 'team/web sha256:aa'],
    ['v1', 'found', 'team/web sha256:aa, team/job sha256:aa'],
    ['sha256:aa', 'found', 'team/web sha256:aa, team/job sha256:aa'],
    ['v9', 'missing', ''],
  ];

  it.each(standings)('%s: %s', (text, standing, expected) => {
    const [match] = matchInUse(images, orThrow(parseInUse(text)));
    expect(match?.standing).toBe(standing);
    expect(
      match?.images
        .map(({ repositoryName, imageDigest }) => `${repositoryName} ${imageDigest}`)
        .join(', '),
    ).toBe(expected);
  });

  it('a Region counts when it is known', () => {
    const references = orThrow(parseInUse(`${here}/team/web:v1`));
    const standing = (region: string) => matchInUse(images, references, { region })[0]?.standing;
    expect(standing('eu-west-1')).toBe('found');
    expect(standing('us-east-1')).toBe('elsewhere');
  });

  it('what is known of the repository stands in for what its records do not say', () => {
    const bare = orThrow(
      parseInventory([{ imageDigest: 'sha256:aa', imageTags: ['v1'], imagePushedAt: 1 }]),
    );
    const references = orThrow(parseInUse(`${here}/team/web:v1`));
    const standing = (repositoryName?: string) =>
      matchInUse(bare, references, { repositoryName })[0]?.standing;
    expect(standing()).toBe('found');
    expect(standing('team/web')).toBe('found');
    expect(standing('team/job')).toBe('elsewhere');
    expect(matchInUse([], references, { repositoryName: 'team/web' })[0]?.standing).toBe('missing');
  });
});
