/** A sentence of AWS's with its `{}` filled in, in the order given. */
export function filled(frame: string, ...values: readonly string[]): string {
  const [first = '', ...rest] = frame.split('{}');
  return rest.reduce((text, part, index) => text + (values[index] ?? '{}') + part, first);
}
