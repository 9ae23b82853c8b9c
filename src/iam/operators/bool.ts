/** Bool: `true` or `false`. Whatever is neither equals nothing. */
export function equalsBool(values: readonly string[], text: string): boolean {
  return isTruthValue(text) && values.includes(text);
}

export function isTruthValue(text: string): boolean {
  return text === 'true' || text === 'false';
}
