import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A folder of real documents of one kind, on a machine that has such a corpus: `ECR_DRYDOCK_CORPUS` names the folder that
 * holds one for each kind. The corpus is no part of the project; tests that need it are skipped without it.
 */
export function corpusFolder(kind: string): string | undefined {
  const folder = join(process.env['ECR_DRYDOCK_CORPUS'] ?? '', kind);
  return process.env['ECR_DRYDOCK_CORPUS'] !== undefined && existsSync(folder) ? folder : undefined;
}
