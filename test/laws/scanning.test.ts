import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AcceptedFinding,
  compareScanning,
  compileScanGate,
  compileScanning,
  decideMonitoring,
  decideRepositoryScanning,
  decideScan,
  decideScanGate,
  explainRepositoryScanning,
  explainScan,
  explainScanGate,
  type FindingSeverity,
  orThrow,
  parseScanExceptions,
  parseScanFindings,
  parseScanningConfiguration,
  type ScannedRepository,
  type ScanningConfiguration,
  type ScanTrigger,
} from '../../src/scanning/index.js';
import {
  awsAnswer,
  type FindingsAnswer,
  findingsAnswer,
  nameNear,
  repositoryName,
  scanFilter,
  scanningConfiguration,
} from '../arbitraries/scanning.js';
import { fuzzRuns, fuzzTimeoutMs, spoilt } from '../arbitraries/spoilt.js';
import {
  referenceFrequency,
  referenceGate,
  referenceMonitored,
  referenceScan,
} from '../reference/scanning.js';

const day = 86_400_000;

/** A configuration and a repository that nearly matches one of its filters. */
const question: fc.Arbitrary<[ScanningConfiguration, ScannedRepository]> =
  scanningConfiguration.chain((configuration) => {
    const filters = configuration.rules.flatMap(({ repositoryFilters }) =>
      repositoryFilters.map(({ filter }) => filter),
    );
    return fc.tuple(
      fc.constant(configuration),
      fc.record(
        {
          repositoryName: fc.oneof(repositoryName, ...filters.map(nameNear)),
          scanOnPush: fc.boolean(),
        },
        { requiredKeys: ['repositoryName'] },
      ),
    );
  });

describe('how a repository is scanned', () => {
  it('is what the guide says', () => {
    fc.assert(
      fc.property(question, ([configuration, repository]) => {
        const verdict = decideRepositoryScanning(compileScanning(configuration), repository);
        const flag = repository.scanOnPush ?? false;
        expect(verdict.kind).toBe(
          referenceFrequency(configuration, repository.repositoryName, flag),
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('does not depend on the order of rules and filters', () => {
    fc.assert(
      fc.property(question, ([configuration, repository]) => {
        const turned = {
          ...configuration,
          rules: configuration.rules
            .map((rule) => ({ ...rule, repositoryFilters: rule.repositoryFilters.toReversed() }))
            .toReversed(),
        };
        const [one, other] = [configuration, turned].map((of) =>
          decideRepositoryScanning(compileScanning(of), repository),
        );
        expect(one?.kind).toBe(other?.kind);
        expect(new Set(one?.appliedScanFilters)).toEqual(new Set(other?.appliedScanFilters));
      }),
    );
  });

  it('an added filter never has it scanned less', () => {
    const rank = { off: 0, manual: 0, 'on-push': 1, continuous: 2 };
    fc.assert(
      fc.property(question, scanFilter, fc.nat(1), ([configuration, repository], filter, place) => {
        const more = {
          ...configuration,
          rules: configuration.rules.map((rule, index) =>
            index === place
              ? {
                  ...rule,
                  repositoryFilters: [
                    ...rule.repositoryFilters,
                    { filter, filterType: 'WILDCARD' } as const,
                  ],
                }
              : rule,
          ),
        };
        const [less, after] = [configuration, more].map(
          (of) => rank[decideRepositoryScanning(compileScanning(of), repository).kind],
        );
        expect(after).toBeGreaterThanOrEqual(less ?? 0);
      }),
    );
  });

  it('is never contradicted by its explanation, nor by a JSON round trip', () => {
    fc.assert(
      fc.property(question, ([configuration, repository]) => {
        const scanning = compileScanning(configuration);
        const verdict = decideRepositoryScanning(scanning, repository);
        const explanation = explainRepositoryScanning(scanning, repository);
        expect(explanation.verdict).toEqual(verdict);
        expect(explanation.because.length).toBeGreaterThan(0);
        expect(verdict.filters.every((index) => explanation.matches[index])).toBe(true);
        const copy = JSON.parse(JSON.stringify(scanning));
        expect(decideRepositoryScanning(copy, repository)).toEqual(verdict);
      }),
    );
  });
});

describe('what another configuration changes', () => {
  it('is what is scanned otherwise, and the way back undoes it', () => {
    fc.assert(
      fc.property(question, scanningConfiguration, ([configuration, repository], other) => {
        const [before, after] = [compileScanning(configuration), compileScanning(other)];
        const [there] = compareScanning(before, after, [repository]);
        const [back] = compareScanning(after, before, [repository]);
        const kinds = [before, after].map((of) => decideRepositoryScanning(of, repository).kind);
        expect(there !== undefined).toBe(kinds[0] !== kinds[1]);
        expect([there?.before, there?.after]).toEqual([back?.after, back?.before]);
        expect(there?.scanFrequency).toBe(back?.previousScanFrequency);
      }),
    );
  });
});

const instant = fc.integer({ min: 0, max: 40 }).map((half) => half * (day / 2));
const nearDay = fc.constantFrom(undefined, -1, 0, 1, day - 1, day, day + 1, day / 2);

const trigger: fc.Arbitrary<[ScanningConfiguration, ScanTrigger]> = question.chain(
  ([configuration, repository]) =>
    fc
      .record({
        cause: fc.constantFrom(
          'push',
          'restored',
          'replicated',
          'pull-through',
          'start-image-scan',
          'new-vulnerability',
        ),
        since: nearDay,
        imageStatus: fc.constantFrom(undefined, 'ACTIVE', 'ACTIVE', 'ARCHIVED', 'ACTIVATING'),
        imageManifestMediaType: fc.constantFrom(
          undefined,
          'application/vnd.oci.image.manifest.v1+json',
          'application/vnd.oci.image.index.v1+json',
        ),
        subjectManifestDigest: fc.constantFrom(undefined, undefined, 'sha256:a'),
        basicScansOfRegistry: fc.constantFrom(undefined, 99_999, 100_000),
        pushed: fc.option(instant, { nil: undefined }),
        used: fc.option(instant, { nil: undefined }),
      })
      .map(({ since, pushed, used, ...rest }): [ScanningConfiguration, ScanTrigger] => {
        const atMs = 10 * day;
        return [
          configuration,
          {
            ...repository,
            ...rest,
            atMs,
            lastBasicScanAtMs: since === undefined ? undefined : atMs - since,
            monitoring:
              pushed === undefined
                ? undefined
                : { pushedAtMs: pushed - 10 * day, lastInUseAtMs: used && used - 10 * day },
          },
        ];
      }),
);

describe('whether a scan starts', () => {
  it('is what the guide says', () => {
    fc.assert(
      fc.property(trigger, ([configuration, event]) => {
        const verdict = decideScan(compileScanning(configuration), event);
        const answer = verdict.kind === 'refused' ? verdict.exception : verdict.kind === 'scanned';
        expect(answer).toBe(referenceScan(configuration, event));
      }),
      { numRuns: 5000 },
    );
  });

  it('is never contradicted by its explanation', () => {
    fc.assert(
      fc.property(trigger, ([configuration, event]) => {
        const scanning = compileScanning(configuration);
        const explanation = explainScan(scanning, event);
        expect(explanation.verdict).toEqual(decideScan(scanning, event));
        expect(explanation.because.length).toBeGreaterThan(0);
      }),
    );
  });

  it('an image is never scanned twice within 24 hours by basic scanning', () => {
    const scanning = compileScanning({ scanType: 'BASIC', rules: [] });
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 12 }), (hours) => {
        const scans: number[] = [];
        let atMs = 0;
        for (const step of hours) {
          atMs += step * 3_600_000;
          const event: ScanTrigger = {
            repositoryName: 'a',
            cause: 'start-image-scan',
            atMs,
            lastBasicScanAtMs: scans.at(-1),
          };
          if (decideScan(scanning, event).kind === 'scanned') scans.push(atMs);
        }
        scans.slice(1).forEach((scan, index) => {
          expect(scan - (scans[index] ?? 0)).toBeGreaterThanOrEqual(day);
        });
      }),
    );
  });
});

describe('how long an image is monitored', () => {
  const scanning = compileScanning({ scanType: 'ENHANCED', rules: [] });
  const image = fc.record(
    { pushedAtMs: instant, lastInUseAtMs: instant, enabledAtMs: instant, inactiveSinceMs: instant },
    { requiredKeys: ['pushedAtMs'] },
  );

  it('is what the guide says', () => {
    fc.assert(
      fc.property(image, instant, fc.constantFrom(-1, 0, 1), (of, at, off) => {
        const verdict = decideMonitoring(scanning, of, at + off);
        expect(verdict.kind === 'monitored').toBe(referenceMonitored(of, at + off));
      }),
      { numRuns: 3000 },
    );
  });

  it('until the instant it names, and not at it', () => {
    fc.assert(
      fc.property(image, instant, (of, at) => {
        const verdict = decideMonitoring(scanning, of, at);
        if (verdict.kind === 'expired' || verdict.untilMs === null) return;
        expect(decideMonitoring(scanning, of, verdict.untilMs - 1).kind).toBe('monitored');
        expect(decideMonitoring(scanning, of, verdict.untilMs).kind).toBe('expired');
      }),
    );
  });
});

const exception: fc.Arbitrary<AcceptedFinding> = fc.record(
  {
    vulnerability: fc.constantFrom('CVE-1', 'cve-2', 'CVE-3'),
    package: fc.constantFrom('*curl', 'curl', 'tar'),
    repository: fc.constantFrom('team/*', 'web', '*'),
    reason: fc.constant('accepted'),
    expires: fc.constantFrom('2026-01-09', '2026-01-10', '2026-01-11'),
  },
  { requiredKeys: ['vulnerability', 'reason', 'expires'] },
);
const severity: fc.Arbitrary<FindingSeverity> = fc.constantFrom(
  'INFORMATIONAL',
  'LOW',
  'MEDIUM',
  'HIGH',
  'CRITICAL',
);
const gate = fc.record({
  failOn: severity,
  onlyFixable: fc.boolean(),
  exceptions: fc.array(exception, { maxLength: 3 }),
});
const noon = Date.UTC(2026, 0, 10, 12);

describe('whether an image may pass', () => {
  const read = (answer: unknown) => orThrow(parseScanFindings(answer));

  it('is what its findings say', () => {
    fc.assert(
      fc.property(findingsAnswer, gate, (answer, of) => {
        const scans = read(awsAnswer(answer));
        const verdict = decideScanGate(compileScanGate(of), { scans, atMs: noon });
        expect(verdict.kind).toBe(referenceGate(answer, of, '2026-01-10'));
      }),
      { numRuns: 5000 },
    );
  });

  it('a stricter gate never lets more pass', () => {
    const order = ['passed', 'undecided', 'failed'];
    fc.assert(
      fc.property(findingsAnswer, gate, severity, (answer, of, failOn) => {
        const scans = read(awsAnswer(answer));
        const names = ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
        const [strict, lax] =
          names.indexOf(failOn) < names.indexOf(of.failOn)
            ? [failOn, of.failOn]
            : [of.failOn, failOn];
        const [more, less] = [strict, lax].map((at) =>
          order.indexOf(
            decideScanGate(compileScanGate({ ...of, failOn: at }), { scans, atMs: noon }).kind,
          ),
        );
        expect(more).toBeGreaterThanOrEqual(less ?? 0);
      }),
    );
  });

  it('one more exception never has a finding fail', () => {
    fc.assert(
      fc.property(findingsAnswer, gate, exception, (answer, of, more) => {
        const scans = read(awsAnswer(answer));
        const failing = (exceptions: readonly AcceptedFinding[]) =>
          decideScanGate(compileScanGate({ ...of, exceptions }), {
            scans,
            atMs: noon,
          }).images.flatMap(({ findings }) => findings.filter(({ kind }) => kind === 'fails'))
            .length;
        expect(failing([...of.exceptions, more])).toBeLessThanOrEqual(failing(of.exceptions));
      }),
    );
  });

  it('does not depend on how the findings were paged', () => {
    fc.assert(
      fc.property(findingsAnswer, gate, fc.nat(3), (answer, of, cut) => {
        const whole: FindingsAnswer = { ...answer, token: undefined };
        const first: FindingsAnswer = { ...whole, basic: whole.basic.slice(0, cut), token: 'more' };
        const rest: FindingsAnswer = { ...whole, basic: whole.basic.slice(cut), enhanced: [] };
        const aws = awsAnswer(whole);
        const counts = (aws['imageScanFindings'] as Record<string, unknown>)[
          'findingSeverityCounts'
        ];
        const paged = [first, rest].map((page) => {
          const one = awsAnswer(page);
          const found = one['imageScanFindings'] as Record<string, unknown>;
          return counts === undefined
            ? one
            : { ...one, imageScanFindings: { ...found, findingSeverityCounts: counts } };
        });
        const [one, other] = [aws, paged].map(
          (of2) => decideScanGate(compileScanGate(of), { scans: read(of2), atMs: noon }).kind,
        );
        expect(one).toBe(other);
      }),
    );
  });

  it('is never contradicted by its explanation, nor by a JSON round trip', () => {
    fc.assert(
      fc.property(findingsAnswer, gate, (answer, of) => {
        const compiled = compileScanGate(of);
        const asked = { scans: read(awsAnswer(answer)), atMs: noon };
        const verdict = decideScanGate(compiled, asked);
        expect(explainScanGate(compiled, asked).verdict).toEqual(verdict);
        expect(decideScanGate(JSON.parse(JSON.stringify(compiled)), asked)).toEqual(verdict);
      }),
    );
  });
});

describe('readers of scanning', () => {
  it(
    'take any configuration without a throw, and what they take can be run',
    () => {
      fc.assert(
        fc.property(spoilt(scanningConfiguration), (input) => {
          const read = parseScanningConfiguration(input);
          expect(read.ok).toBe(read.diagnostics.every((found) => found.severity !== 'error'));
          if (read.ok)
            decideRepositoryScanning(compileScanning(read.value), { repositoryName: 'a' });
          const text = JSON.stringify(input);
          if (text !== undefined && typeof input !== 'string') {
            expect(parseScanningConfiguration(text).ok).toBe(read.ok);
          }
        }),
        { numRuns: fuzzRuns },
      );
    },
    fuzzTimeoutMs,
  );

  it(
    'take any findings without a throw, and what they take can be judged',
    () => {
      const compiled = compileScanGate({ failOn: 'LOW', onlyFixable: true });
      fc.assert(
        fc.property(spoilt(findingsAnswer.map(awsAnswer)), (input) => {
          const read = parseScanFindings(input);
          if (read.ok) explainScanGate(compiled, { scans: read.value, atMs: noon });
          else expect(read.diagnostics.length).toBeGreaterThan(0);
        }),
        { numRuns: fuzzRuns },
      );
    },
    fuzzTimeoutMs,
  );

  it(
    'take any list of accepted findings without a throw',
    () => {
      const list = fc.record({ exceptions: fc.array(exception, { maxLength: 3 }) });
      fc.assert(
        fc.property(spoilt(list), (input) => {
          const read = parseScanExceptions(input);
          if (read.ok) compileScanGate({ failOn: 'LOW', exceptions: read.value });
          else expect(read.diagnostics.length).toBeGreaterThan(0);
        }),
        { numRuns: fuzzRuns },
      );
    },
    fuzzTimeoutMs,
  );

  it(
    'take any text without a throw',
    () => {
      fc.assert(
        fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
          for (const parse of [
            parseScanningConfiguration,
            parseScanFindings,
            parseScanExceptions,
          ]) {
            const read = parse(text);
            if (!read.ok) expect(read.diagnostics.length).toBeGreaterThan(0);
          }
        }),
        { numRuns: fuzzRuns },
      );
    },
    fuzzTimeoutMs,
  );
});
