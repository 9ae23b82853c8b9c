import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedId } from '../../src/registry/events/ids.js';
import {
  type ApiCallFacts,
  apiCallRecord,
  basicScanEvent,
  type EventMoment,
  imageActionEvent,
  imageActionEvents,
  inspectorScanEvent,
  type PolicyActionFacts,
  policyExecutionRecords,
  pullThroughEvent,
  replicationEvent,
  storageClassEvent,
} from '../../src/registry/events/index.js';
import { secondsText, trimmedText, wordedText } from '../../src/registry/events/instants.js';
import { closed, schemaOf } from '../schema-of.js';

const ajv = new Ajv({ strict: false, allErrors: true });

function expectToFit(schema: string, value: unknown): void {
  const validate = ajv.getSchema(schemaOf(schema).$id) ?? ajv.compile(closed(schemaOf(schema)));
  validate(JSON.parse(JSON.stringify(value)));
  expect(validate.errors ?? []).toEqual([]);
}

const digest = fc.constantFrom('sha256:a', 'sha256:b', 'sha256:c');
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const text = fc.string({ minLength: 1, maxLength: 8 });
const instantMs = fc.integer({ min: 0, max: 4_102_444_800_000 });

const moment: fc.Arbitrary<EventMoment> = fc.record({
  registryId: fc.constantFrom('111111111111', '222222222222'),
  region: fc.constantFrom('eu-central-1', 'cn-north-1', 'us-gov-west-1'),
  atMs: instantMs,
  ordinal: maybe(fc.nat(3)),
});

const image = fc.record({
  repositoryName: fc.constantFrom('web', 'team-a/web'),
  imageDigest: digest,
  imageTag: maybe(text),
  imageManifestMediaType: maybe(text),
  artifactMediaType: maybe(text),
  isReferrer: maybe(fc.boolean()),
});

const counts = fc.dictionary(
  fc.constantFrom('CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNDEFINED'),
  fc.nat(5),
);

const action: fc.Arbitrary<PolicyActionFacts> = fc.record({
  imageDigest: digest,
  imageTags: fc.array(text, { maxLength: 4 }),
  imagePushedAtMs: instantMs,
  appliedRulePriority: fc.integer({ min: 1, max: 9 }),
});

describe('whatever happened', () => {
  it('is told in the published shape, with nothing besides', () => {
    const readings = fc.record({
      untaggedImageTag: fc.constantFrom('absent' as const, 'empty' as const),
    });
    fc.assert(
      fc.property(moment, image, readings, counts, (when, facts, how, findings) => {
        const source = { registryId: '333333333333', region: 'us-west-2' };
        const findingSeverityCounts = findings;
        const scan = { ...facts, imageTags: [], findingSeverityCounts, scanStatus: 'COMPLETE' };
        for (const actionType of ['PUSH', 'DELETE'] as const) {
          expectToFit(
            'ecr-image-action-event',
            imageActionEvent(when, { ...facts, actionType }, how),
          );
        }
        for (const targetStorageClass of ['ARCHIVE', 'STANDARD'] as const) {
          const change = { ...facts, targetStorageClass, lastActivatedAtMs: when.atMs };
          expectToFit('ecr-image-action-event', storageClassEvent(when, change));
        }
        const replicated = { ...facts, source, result: 'SUCCESS' } as const;
        expectToFit('ecr-replication-action-event', replicationEvent(when, replicated, how));
        const synced = { ...facts, ecrRepositoryPrefix: 'ROOT', upstreamRegistryUrl: 'quay.io' };
        expectToFit('ecr-pull-through-cache-action-event', pullThroughEvent(when, synced));
        expectToFit('ecr-image-scan-event', basicScanEvent(when, scan));
        expectToFit('inspector-scan-event', inspectorScanEvent(when, scan));
      }),
    );
  });

  it('has an id that its own words decide', () => {
    // Moments that lie side by side, and few images, so that all but one thing is often the same.
    const near = fc
      .tuple(moment, fc.nat(1), fc.nat(1))
      .map(([when, later, further]): readonly [EventMoment, EventMoment] => [
        when,
        { ...when, atMs: when.atMs + later, ordinal: (when.ordinal ?? 0) + further },
      ]);
    const few = fc.record({ repositoryName: fc.constant('web'), imageDigest: digest });
    fc.assert(
      fc.property(near, few, few, ([first, second], one, other) => {
        const a = imageActionEvent(first, { ...one, actionType: 'PUSH' });
        const b = imageActionEvent(second, { ...other, actionType: 'PUSH' });
        expect(imageActionEvent(first, { ...one, actionType: 'PUSH' })).toEqual(a);
        expect(a.id).toMatch(uuidOfOurs);
        const said = ({ id: _, ...rest }: typeof a, { atMs, ordinal = 0 }: EventMoment) =>
          JSON.stringify([rest, atMs, ordinal]);
        expect(a.id === b.id).toBe(said(a, first) === said(b, second));
      }),
    );
  });

  it('is told once for each tag of a deleted image, each time with an id of its own', () => {
    fc.assert(
      fc.property(moment, image, fc.uniqueArray(text), (when, facts, imageTags) => {
        const events = imageActionEvents(when, { ...facts, actionType: 'DELETE', imageTags });
        expect(events.length).toBe(Math.max(1, imageTags.length));
        expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
      }),
    );
  });

  it('does not fall together with another that differs in a character or its place', () => {
    const part = fc.string({ maxLength: 6 });
    fc.assert(
      fc.property(part, fc.string({ minLength: 1, maxLength: 1 }), part, (head, middle, tail) => {
        const high = String.fromCharCode(middle.charCodeAt(0) + 0x4e00);
        const texts = [middle, high, '', `${middle}\u0000`].map((one) => head + one + tail);
        const ids = [...texts, tail + middle + head].map(derivedId);
        expect(new Set(ids).size).toBe(new Set([...texts, tail + middle + head]).size);
      }),
      { numRuns: 1000 },
    );
  });
});

const uuidOfOurs = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a run of a lifecycle policy', () => {
  const run = fc.tuple(
    moment,
    fc.array(action, { maxLength: 40 }),
    fc.array(action, { maxLength: 25 }),
  );

  it('is recorded whole and in order, nine images a record at most, and at least once', () => {
    fc.assert(
      fc.property(run, ([when, actions, failed]) => {
        const failures = failed.map((one) => ({ ...one, failureCode: 'X', failureReason: 'y' }));
        const records = policyExecutionRecords(when, {
          kind: 'execution',
          repositoryName: 'web',
          policy: { rules: [] },
          actions,
          failures,
        });
        for (const record of records) expectToFit('ecr-policy-execution-record', record);
        const details = records.map(({ serviceEventDetails }) => serviceEventDetails);
        const acted = details.flatMap((detail) => detail.lifecycleEventImageActions);
        const refused = details.flatMap((detail) => detail.lifecycleEventFailureDetails);
        expect(acted.map(({ lifecycleEventImage }) => lifecycleEventImage.pushedAt)).toEqual(
          actions.map(({ imagePushedAtMs }) => imagePushedAtMs),
        );
        expect(refused.map(({ lifecycleEventImage }) => lifecycleEventImage.pushedAt)).toEqual(
          failures.map(({ imagePushedAtMs }) => imagePushedAtMs),
        );
        const sizes = details.map(
          (detail) =>
            detail.lifecycleEventImageActions.length + detail.lifecycleEventFailureDetails.length,
        );
        expect(sizes.slice(0, -1).every((size) => size === 9)).toBe(true);
        expect(sizes.at(-1)).toBeLessThanOrEqual(9);
        expect(sizes.length === 1 || sizes.at(-1) !== 0).toBe(true);
      }),
    );
  });

  it('gives every record its own id and all the same policy', () => {
    fc.assert(
      fc.property(run, maybe(fc.uuid()), ([when, actions], id) => {
        const records = policyExecutionRecords(
          { ...when, id },
          { kind: 'preview', repositoryName: 'web', policy: { rules: [] }, actions },
        );
        expect(new Set(records.map(({ eventID }) => eventID)).size).toBe(records.length);
        expect(id === undefined || records[0]?.eventID === id).toBe(true);
        const policies = records.map(({ serviceEventDetails }) =>
          JSON.stringify(serviceEventDetails.lifecycleEventPolicy),
        );
        expect(new Set(policies).size).toBe(1);
      }),
    );
  });

  it('lists a hundred tags of an image at most', () => {
    const imageTags = Array.from({ length: 150 }, (_, index) => `t${index}`);
    const [record] = policyExecutionRecords(
      { registryId: '111111111111', region: 'eu-central-1', atMs: 0 },
      {
        kind: 'execution',
        repositoryName: 'web',
        policy: { rules: [] },
        actions: [{ imageDigest: 'a', imageTags, imagePushedAtMs: 0, appliedRulePriority: 1 }],
      },
    );
    const [only] = record?.serviceEventDetails.lifecycleEventImageActions ?? [];
    expect(only?.lifecycleEventImage.tagList).toEqual(imageTags.slice(0, 100));
  });
});

describe('a call', () => {
  const call: fc.Arbitrary<ApiCallFacts> = fc.record(
    {
      operation: fc.constantFrom(
        'PutImage',
        'DescribeImages',
        'UpdateImageStorageClass',
        'TagResource',
      ),
      repositoryName: maybe(fc.constantFrom('web', 'team-a/web')),
      input: fc.dictionary(text, fc.jsonValue()),
      output: maybe(fc.dictionary(text, fc.jsonValue())),
      refusal: maybe(fc.record({ exception: text, message: text })),
      userIdentity: fc.constant({ type: 'AWSService', invokedBy: 'x' }),
    },
    { requiredKeys: ['operation', 'input', 'userIdentity'] },
  );

  it('is recorded in the published shape, and answered only where it changed something', () => {
    fc.assert(
      fc.property(
        moment,
        call,
        fc.constantFrom('1.04', '1.05', '1.06', '1.07', '1.11'),
        (when, facts, eventVersion) => {
          const record = apiCallRecord({ ...when, eventVersion }, facts);
          expectToFit('ecr-api-call-record', record);
          const silent = facts.operation === 'DescribeImages' || facts.refusal !== undefined;
          if (silent) expect(record.responseElements).toBeNull();
          expect(record.errorCode).toBe(facts.refusal?.exception);
          const minor = Number(eventVersion.slice(2));
          expect(record.readOnly).toBe(
            minor < 5 ? undefined : facts.operation === 'DescribeImages',
          );
          expect(record.managementEvent).toBe(minor < 6 ? undefined : true);
          expect(record.eventCategory).toBe(minor < 7 ? undefined : 'Management');
        },
      ),
    );
  });
});

describe('an instant', () => {
  it('is read back from each spelling, as far as the spelling goes', () => {
    fc.assert(
      fc.property(instantMs, (ms) => {
        const second = Math.floor(ms / 1000) * 1000;
        expect(Date.parse(secondsText(ms))).toBe(second);
        expect(Date.parse(trimmedText(ms))).toBe(ms);
        expect(trimmedText(ms)).not.toMatch(/\.\d*0Z$|\.Z$/);
        expect(Date.parse(`${wordedText(ms)} UTC`)).toBe(second);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['Jul 11, 2018 10:17:44 PM', Date.UTC(2018, 6, 11, 22, 17, 44)],
    ['Jan 1, 2024 12:00:00 AM', Date.UTC(2024, 0, 1)],
    ['Dec 31, 2024 12:59:59 PM', Date.UTC(2024, 11, 31, 12, 59, 59)],
  ])('is written as %s', (words, ms) => {
    expect(wordedText(ms)).toBe(words);
  });

  it('that is none is told all the same', () => {
    for (const ms of [Number.NaN, Number.POSITIVE_INFINITY, 9e15]) {
      expect(secondsText(ms)).toBe(String(ms));
      expect(wordedText(ms)).toBe(String(ms));
    }
  });
});
