import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { ledger } from '../src/facts/ledger/index.js';
import * as events from '../src/registry/events/index.js';
import { cases } from './cases.js';
import { closed, schemaOf } from './schema-of.js';

type Builder = (...args: readonly unknown[]) => unknown;

// A case gives the arguments of the function it names.
const builders = new Map(Object.entries(events) as unknown as readonly [string, Builder][]);

interface ToldCase {
  readonly name: string;
  readonly cites: readonly string[];
  readonly schema: string;
  readonly build: string;
  readonly args: readonly unknown[];
  readonly told: unknown;
}

const ajv = new Ajv({ strict: false, allErrors: true });

/** What a schema has against a value; members that it does not name count as faults. */
function faults(schema: string, value: unknown): readonly string[] {
  const { $id } = schemaOf(schema);
  const validate = ajv.getSchema($id) ?? ajv.compile(closed(schemaOf(schema)));
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const told = cases<ToldCase>('registry-events/told');

describe('what happened, as AWS tells it', () => {
  it.each(told)('$name', ({ build, args, told: expected, schema, cites }) => {
    const built = builders.get(build)?.(...args);
    // As text, since the order of members is AWS's too.
    expect(JSON.stringify(built, null, 2)).toBe(JSON.stringify(expected, null, 2));
    for (const one of Array.isArray(built) ? built : [built]) {
      expect(faults(schema, one)).toEqual([]);
    }
    for (const id of cites) expect(Object.keys(ledger)).toContain(id);
  });

  it('a schema refuses what is spelled otherwise', () => {
    const spoil = (schema: string, from: string, to: string) => {
      const one = told.find((entry) => entry.schema === schema)?.told;
      const text = JSON.stringify(Array.isArray(one) ? one[0] : one);
      expect(text).toContain(from);
      return faults(schema, JSON.parse(text.replace(from, to)));
    };
    expect(spoil('ecr-image-action-event', '"PUSH"', '"Push"')).not.toEqual([]);
    expect(spoil('ecr-image-action-event', '"image-tag"', '"imageTag"')).not.toEqual([]);
    expect(spoil('ecr-image-action-event', '"resources":[]', '"resources":["x"]')).not.toEqual([]);
    expect(spoil('ecr-image-action-event', ':15Z', ':15.250Z')).not.toEqual([]);
    expect(spoil('ecr-policy-execution-record', '"Any"', '"any"')).not.toEqual([]);
    expect(spoil('ecr-policy-execution-record', '"invokedBy"', '"invoker"')).not.toEqual([]);
    expect(spoil('inspector-scan-event', 'aws.inspector2', 'aws.ecr')).not.toEqual([]);
    expect(spoil('ecr-replication-action-event', '"source-region"', '"region"')).not.toEqual([]);
  });
});

describe('an image with several tags', () => {
  const moment = { registryId: '111111111111', region: 'eu-central-1', atMs: 0 };
  const facts = { actionType: 'DELETE', repositoryName: 'web', imageDigest: 'sha256:a' } as const;

  it('is told once for each, and once without one', () => {
    const tags = (imageTags: readonly string[]) =>
      events
        .imageActionEvents(moment, { ...facts, imageTags })
        .map(({ detail }) => detail['image-tag']);
    expect(tags(['a', 'b'])).toEqual(['a', 'b']);
    expect(tags([])).toEqual([undefined]);
  });

  it('is archived without any, and the schema refuses one', () => {
    const event = events.storageClassEvent(moment, {
      targetStorageClass: 'ARCHIVE',
      repositoryName: 'web',
      imageDigest: 'sha256:a',
    });
    const tagged = { ...event, detail: { ...event.detail, 'image-tag': 'a' } };
    expect(faults('ecr-image-action-event', tagged)).not.toEqual([]);
  });
});

describe('a record of CloudTrail on EventBridge', () => {
  it('is delivered under one of two detail types, at the second of the record', () => {
    const moment = { registryId: '111111111111', region: 'eu-central-1', atMs: 1_780_000_000_000 };
    const run = events.imageActivationRecord(moment, { repositoryName: 'web', imageDigest: 'a' });
    const { detail, ...envelope } = events.viaEventBridge(run);
    expect(detail).toBe(run);
    expect(envelope).toMatchObject({
      'detail-type': 'AWS Service Event via CloudTrail',
      source: 'aws.ecr',
      time: run.eventTime,
      resources: [],
    });
    const call = events.apiCallRecord(moment, {
      operation: 'DescribeRegistry',
      input: {},
      output: { registryId: '111111111111' },
      userIdentity: events.userIdentityOf('arn:aws:iam::111111111111:root'),
    });
    expect(events.viaEventBridge(call)['detail-type']).toBe('AWS API Call via CloudTrail');
    expect(call).toMatchObject({ readOnly: true, requestParameters: null, responseElements: null });
    expect(call).not.toHaveProperty('resources');
  });
});

describe('a caller, as far as his ARN tells', () => {
  it.each([
    ['arn:aws:iam::111111111111:root', { type: 'Root', accountId: '111111111111' }],
    ['arn:aws:iam::111111111111:user/build/ci', { type: 'IAMUser', userName: 'ci' }],
    ['arn:aws:iam::111111111111:role/push', { type: 'Role', userName: 'push' }],
    ['arn:aws:sts::111111111111:federated-user/guest', { type: 'FederatedUser' }],
    ['222222222222', { type: 'AWSAccount', accountId: '222222222222' }],
    ['lambda.amazonaws.com', { type: 'AWSService', invokedBy: 'lambda.amazonaws.com' }],
    [
      'arn:aws:sts::111111111111:assumed-role/push/job-7',
      {
        type: 'AssumedRole',
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            arn: 'arn:aws:iam::111111111111:role/push',
            userName: 'push',
          },
        },
      },
    ],
  ])('%s', (principal, identity) => {
    expect(events.userIdentityOf(principal)).toMatchObject(identity);
  });
});
