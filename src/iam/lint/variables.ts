/** A `${…}` in a text. */
export interface VariableView {
  /** What stands between the braces, or to the end when none closes. */
  readonly inner: string;
  readonly closed: boolean;
  /** `variable`: of the policy language; `placeholder`: left by a template; `malformed`: a slip in a variable. */
  readonly form: 'variable' | 'literal' | 'placeholder' | 'malformed';
  /** The condition key it stands for, in lower case. */
  readonly key?: string | undefined;
  readonly hasDefault?: boolean | undefined;
}

/** Every `${…}` of a text, in order. A key of the policy language always has a colon, which templates' names have not. */
export function variablesOf(text: string): readonly VariableView[] {
  const found: VariableView[] = [];
  for (let from = text.indexOf('${'); from !== -1; ) {
    const end = text.indexOf('}', from);
    const closed = end !== -1;
    found.push(variableView(text.slice(from + 2, closed ? end : undefined), closed));
    from = closed ? text.indexOf('${', end) : -1;
  }
  return found;
}

function variableView(inner: string, closed: boolean): VariableView {
  if (closed && /^[*?$]$/.test(inner)) return { inner, closed, form: 'literal' };
  const key = /^\s*([A-Za-z0-9.-]+:[^\s,'{}:]+)/.exec(inner)?.[1]?.toLowerCase();
  if (key === undefined || foreignPrefix.test(key)) {
    const slip = inner.trim() === '' || !closed;
    return { inner, closed, form: slip && !/[A-Za-z]/.test(inner) ? 'malformed' : 'placeholder' };
  }
  const sound = closed && /^[^\s,'{}]+(?:, '[^']*')?$/.test(inner);
  const hasDefault = inner.includes(',');
  return { inner, closed, form: sound ? 'variable' : 'malformed', key, hasDefault };
}

/** What other template languages write before a colon. */
const foreignPrefix = /^(?:self|opt|env|param|sls|cf|file|var):/;

/** Whether a text still has what a template engine was to fill in. */
export function hasPlaceholder(text: string): boolean {
  return placeholdersOf(text).length > 0;
}

/** Everything in a text that a template engine was to fill in, each once. */
export function placeholdersOf(text: string): readonly string[] {
  if (!/[<{]/.test(text)) return [];
  const marks = text.match(/<[A-Za-z][^<>]*>|\{\{[^{}]*\}\}|%\{[^{}]*\}/g) ?? [];
  const braced = variablesOf(text)
    .filter(({ form }) => form === 'placeholder')
    .map(({ inner, closed }) => `\${${inner}${closed ? '}' : ''}`);
  return [...new Set([...marks, ...braced])];
}

/** Whether a text has a variable of the policy language, sound or not. */
export function hasVariable(text: string): boolean {
  return variablesOf(text).some(({ form }) => form === 'variable' || form === 'malformed');
}

/** Offsets of the colons of a text that stand in no `${…}`. */
export function colonsOutsideVariables(text: string): readonly number[] {
  const colons: number[] = [];
  for (let i = 0; i < text.length; i++) {
    if (text.startsWith('${', i)) {
      const end = text.indexOf('}', i);
      if (end !== -1) i = end;
    } else if (text[i] === ':') colons.push(i);
  }
  return colons;
}
