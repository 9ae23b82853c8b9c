/**
 * Builds where npm installs the package from git: of such a clone it packs whatever is there, having run no other script
 * than `prepare`. It tells so by a variable of its own; in every other clone nobody who installs wants to wait for it.
 */
import { execSync } from 'node:child_process';

if (process.env['_PACOTE_NO_PREPARE_'] !== undefined) {
  execSync('npm run -s build', { stdio: 'inherit' });
}
