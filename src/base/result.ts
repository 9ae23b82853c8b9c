import type { Diagnostic } from './diagnostic.js';

/** What reading gives. `ok` is false when nothing usable was read; `diagnostics` holds every finding either way. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** A reading that gave a value, perhaps with findings that do not spoil it. */
export function success<T>(value: T, diagnostics: readonly Diagnostic[] = []): Result<T> {
  return { ok: true, value, diagnostics };
}

/** A reading that gave nothing usable. */
export function failure<T>(diagnostics: readonly Diagnostic[]): Result<T> {
  return { ok: false, diagnostics };
}

/** A value when no finding is an error: how policies and configurations are read. */
export function unlessRefused<T>(value: T, diagnostics: readonly Diagnostic[]): Result<T> {
  return diagnostics.some(({ severity }) => severity === 'error')
    ? failure(diagnostics)
    : success(value, diagnostics);
}

/** For scripts: the value, or one Error that carries every finding in its message and in `cause`. */
export function orThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const lines = result.diagnostics.map(
    ({ code, at, message }) => `${at || '/'}: ${message} [${code}]`,
  );
  throw new Error(lines.join('\n'), { cause: result.diagnostics });
}
