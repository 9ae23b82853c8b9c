import { decideRepositoryScanning } from './decide.js';
import type {
  CompiledScanning,
  RepositoryScanning,
  ScanFrequency,
  ScannedRepository,
} from './types.js';

/** A repository that is scanned at other times than before. */
export interface ScanningChange {
  readonly repositoryName: string;
  readonly before: RepositoryScanning['kind'];
  readonly after: RepositoryScanning['kind'];
  /** The two frequencies as the event `SCAN_FREQUENCY_CHANGE` reports them, which has no word for off. */
  readonly previousScanFrequency: ScanFrequency;
  readonly scanFrequency: ScanFrequency;
}

/** Which of these repositories are scanned at other times under another configuration, in the order given. */
export function compareScanning(
  before: CompiledScanning,
  after: CompiledScanning,
  repositories: readonly ScannedRepository[],
): readonly ScanningChange[] {
  return repositories.flatMap((repository) => {
    const old = decideRepositoryScanning(before, repository);
    const now = decideRepositoryScanning(after, repository);
    if (old.kind === now.kind) return [];
    return [
      {
        repositoryName: repository.repositoryName,
        before: old.kind,
        after: now.kind,
        previousScanFrequency: old.scanFrequency,
        scanFrequency: now.scanFrequency,
      },
    ];
  });
}
