import type { Result } from '../src/lifecycle/index.js';

/**
 * Why an answer is not sound, as a sentence; undefined when it is. A reader of records `keepsGood` ones beside errors;
 * one of policies does not.
 */
export function faultOf(
  result: Result<unknown>,
  text: string | undefined,
  { keepsGood = false }: { readonly keepsGood?: boolean } = {},
): string | undefined {
  const { ok, diagnostics } = result;
  const isRefused = diagnostics.some(({ severity }) => severity === 'error');
  if (ok === isRefused && !(ok && keepsGood))
    return `ok is ${ok} beside ${diagnostics.length} findings`;
  for (const diagnostic of diagnostics) {
    const { code, message, at, range, because, help } = diagnostic;
    const said = `${code} "${message.slice(0, 300)}"`;
    if (!/^[a-z-]+\/[a-z-]+$/.test(code)) return `${said}: no code`;
    if (message === '' || message.length > 1000) return `${said}: no sentence`;
    if (/undefined|\[object/.test(message.replace(/`[^`]*`/g, ''))) return `${said}: our own words`;
    if (at !== '' && !at.startsWith('/')) return `${said}: ${at} is no pointer`;
    if (help === undefined) return `${said}: no remedy`;
    if (because.length === 0 && !code.endsWith('/more-findings')) return `${said}: no reason`;
    if (range === undefined) continue;
    if (text === undefined) return `${said}: a range without a text`;
    const { start, end } = range;
    if (start.offset > end.offset || end.offset > text.length) return `${said}: not in the text`;
    if (start.line < 1 || start.column < 1) return `${said}: line ${start.line}:${start.column}`;
  }
  return undefined;
}
