import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
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
  type MonitoredImage,
  type MonitoringVerdict,
  orThrow,
  parseScanExceptions,
  parseScanFindings,
  parseScanningConfiguration,
  type RepositoryScanning,
  type RescanSettings,
  type ScanGate,
  type ScannedRepository,
  type ScanningConfiguration,
  type ScanningReadings,
  type ScanTrigger,
  type ScanVerdict,
} from '../src/scanning/index.js';
import { cases } from './cases.js';
import { corpusFolder } from './corpus-folder.js';

interface Named {
  readonly name: string;
  readonly cites: readonly string[];
  readonly readings?: ScanningReadings;
}

interface ReadingCase {
  readonly name: string;
  readonly codes: readonly string[];
}

describe('reading a scanning configuration', () => {
  it.each(
    cases<ReadingCase & { configuration: unknown; awsMessage?: string }>('scanning/configuration'),
  )('$name', ({ configuration, codes, awsMessage }) => {
    const read = parseScanningConfiguration(configuration);
    expect(read.diagnostics.map(({ code }) => code).sort()).toEqual(codes);
    expect(read.ok).toBe(codes.length === 0);
    if (awsMessage !== undefined) {
      expect(read.diagnostics.map((found) => found.awsMessage)).toContain(awsMessage);
    }
    for (const { because } of read.diagnostics) expect(because.length).toBeGreaterThan(0);
    expect(parseScanningConfiguration(JSON.stringify(configuration)).ok).toBe(read.ok);
  });

  it('a problem inside an answer of AWS is placed in the whole of it', () => {
    const text = '{"registryId":"1",\n"scanningConfiguration":{"scanType":"CLAIR"}}';
    const [problem] = parseScanningConfiguration(text).diagnostics;
    expect(problem?.at).toBe('/scanningConfiguration/scanType');
    expect(problem?.range?.start).toMatchObject({ line: 2, column: 37 });
  });

  it('a problem in the spelling of Terraform is placed at its own keys', () => {
    const rule = [{ scan_frequency: 'DAILY', repository_filter: [] }];
    const [problem] = parseScanningConfiguration({ scan_type: 'BASIC', rule }).diagnostics;
    expect(problem?.at).toBe('/rule/0/scan_frequency');
  });
});

describe('how a repository is scanned', () => {
  it.each(
    cases<
      Named & {
        configuration: ScanningConfiguration;
        repository: ScannedRepository;
        verdict: Partial<RepositoryScanning>;
      }
    >('scanning/frequency'),
  )('$name', ({ configuration, repository, verdict, cites, readings }) => {
    const scanning = compileScanning(orThrow(parseScanningConfiguration(configuration)), {
      readings,
    });
    expect(decideRepositoryScanning(scanning, repository)).toMatchObject(verdict);
    const explanation = explainRepositoryScanning(scanning, repository);
    expect(explanation.verdict).toMatchObject(verdict);
    expect(explanation.because).toEqual(expect.arrayContaining([...cites]));
  });

  it('the explanation names the filters that decided and those that missed', () => {
    const filters = [
      { filter: '*', filterType: 'WILDCARD' },
      { filter: 'api', filterType: 'WILDCARD' },
    ] as const;
    const scanning = compileScanning({
      scanType: 'ENHANCED',
      rules: [{ scanFrequency: 'CONTINUOUS_SCAN', repositoryFilters: filters }],
    });
    const explanation = explainRepositoryScanning(scanning, { repositoryName: 'web' });
    expect(explanation.matches).toEqual([true, false]);
    expect(explanation.sentence).toBe(
      '`web` is scanned on push and again whenever a vulnerability becomes known: the filter `*` matches it',
    );
  });
});

describe('what another configuration changes', () => {
  const enhanced = (onPush: string, continuous: string) =>
    compileScanning({
      scanType: 'ENHANCED',
      rules: [
        {
          scanFrequency: 'SCAN_ON_PUSH',
          repositoryFilters: [{ filter: onPush, filterType: 'WILDCARD' }],
        },
        {
          scanFrequency: 'CONTINUOUS_SCAN',
          repositoryFilters: [{ filter: continuous, filterType: 'WILDCARD' }],
        },
      ],
    });
  const repositories = ['repository-1', 'repository-2', 'other', 'kept'].map((repositoryName) => ({
    repositoryName,
  }));

  it('is told as the event of Amazon ECR tells it', () => {
    const changes = compareScanning(
      enhanced('repository-2', 'kept'),
      enhanced('repository-1', '*e*t*'),
      repositories,
    );
    expect(changes).toEqual([
      {
        repositoryName: 'repository-1',
        before: 'off',
        after: 'continuous',
        previousScanFrequency: 'MANUAL',
        scanFrequency: 'CONTINUOUS_SCAN',
      },
      {
        repositoryName: 'repository-2',
        before: 'on-push',
        after: 'continuous',
        previousScanFrequency: 'SCAN_ON_PUSH',
        scanFrequency: 'CONTINUOUS_SCAN',
      },
    ]);
  });

  it('from basic to enhanced scanning, what was scanned by hand is off', () => {
    const basic = compileScanning({ scanType: 'BASIC', rules: [] });
    const [change] = compareScanning(basic, enhanced('web', 'web'), [{ repositoryName: 'api' }]);
    expect(change).toMatchObject({ before: 'manual', after: 'off', scanFrequency: 'MANUAL' });
  });
});

describe('whether a scan starts', () => {
  it.each(
    cases<
      Named & {
        configuration: ScanningConfiguration;
        trigger: ScanTrigger;
        verdict: ScanVerdict;
        rescan?: RescanSettings;
      }
    >('scanning/trigger'),
  )('$name', ({ configuration, trigger, verdict, cites, readings, rescan }) => {
    const scanning = compileScanning(configuration, { readings, rescan });
    expect(decideScan(scanning, trigger)).toEqual(verdict);
    const explanation = explainScan(scanning, trigger);
    expect(explanation.verdict).toEqual(verdict);
    expect(explanation.because).toEqual(expect.arrayContaining([...cites]));
    expect(explanation.sentence.length).toBeGreaterThan(10);
  });

  it('an instant beyond every calendar is no reason to throw', () => {
    const scanning = compileScanning({
      scanType: 'ENHANCED',
      rules: [
        {
          scanFrequency: 'CONTINUOUS_SCAN',
          repositoryFilters: [{ filter: '*', filterType: 'WILDCARD' }],
        },
      ],
    });
    const trigger: ScanTrigger = { repositoryName: 'web', cause: 'push', atMs: 1e300 };
    expect(explainScan(scanning, trigger).verdict.kind).toBe('scanned');
  });
});

describe('how long an image is monitored', () => {
  it.each(
    cases<
      Named & {
        image: MonitoredImage;
        atMs: number;
        verdict: MonitoringVerdict;
        rescan?: RescanSettings;
      }
    >('scanning/monitoring'),
  )('$name', ({ image, atMs, verdict, readings, rescan }) => {
    const scanning = compileScanning({ scanType: 'ENHANCED', rules: [] }, { readings, rescan });
    expect(decideMonitoring(scanning, image, atMs)).toEqual(verdict);
  });
});

describe('reading findings', () => {
  it.each(
    cases<ReadingCase & { document: unknown; scans?: readonly unknown[] }>('scanning/findings'),
  )('$name', ({ document, codes, scans }) => {
    const read = parseScanFindings(document);
    expect(read.diagnostics.map(({ code }) => code)).toEqual(codes);
    expect(read.ok).toBe(codes.length === 0);
    if (scans !== undefined) expect(orThrow(read)).toMatchObject(scans);
    expect(parseScanFindings(JSON.stringify(document)).ok).toBe(read.ok);
  });
});

describe('reading accepted findings', () => {
  it.each(cases<ReadingCase & { document: unknown }>('scanning/exceptions'))(
    '$name',
    ({ document, codes }) => {
      const read = parseScanExceptions(document);
      expect(read.diagnostics.map(({ code }) => code)).toEqual(codes);
      expect(read.ok).toBe(read.diagnostics.every(({ severity }) => severity !== 'error'));
    },
  );
});

describe('whether images may pass', () => {
  it.each(
    cases<Named & { findings: unknown; gate: ScanGate; atMs: number; verdict: object }>(
      'scanning/gate',
    ),
  )('$name', ({ findings, gate, atMs, verdict, cites }) => {
    const exceptions = orThrow(parseScanExceptions({ exceptions: gate.exceptions ?? [] }));
    const compiled = compileScanGate({ ...gate, exceptions });
    const scans = orThrow(parseScanFindings(findings));
    expect(decideScanGate(compiled, { scans, atMs })).toMatchObject(verdict);
    const explanation = explainScanGate(compiled, { scans, atMs });
    expect(explanation.verdict).toMatchObject(verdict);
    expect(explanation.because).toEqual(expect.arrayContaining([...cites]));
    explanation.images.forEach(({ findings: told }, index) => {
      expect(told).toHaveLength(scans[index]?.findings.length ?? 0);
    });
  });

  it('no scan at all is nothing to pass', () => {
    const gate = compileScanGate({ failOn: 'HIGH' });
    expect(decideScanGate(gate, { scans: [], atMs: 0 }).kind).toBe('undecided');
  });
});

/** A folder of configurations as people wrote them, each under `configuration`; it is no part of the project. */
const corpus = corpusFolder('scanning');

describe.skipIf(corpus === undefined)('configurations from the field', () => {
  const files = corpus === undefined ? [] : readdirSync(corpus);

  it.each(files)('%s is read, and every repository has an answer under it', (file) => {
    const { configuration } = JSON.parse(readFileSync(join(corpus ?? '', file), 'utf8'));
    const scanning = compileScanning(orThrow(parseScanningConfiguration(configuration)));
    for (const repositoryName of ['web', 'example', 'team/example-api']) {
      const { verdict, because } = explainRepositoryScanning(scanning, { repositoryName });
      expect(['off', 'manual', 'on-push', 'continuous']).toContain(verdict.kind);
      expect(because.length).toBeGreaterThan(0);
    }
  });
});
