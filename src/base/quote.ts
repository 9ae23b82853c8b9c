const lengthMax = 60;

/** A value the author wrote, in backticks, as he would recognise it: short, on one line, whatever it is. */
export function quote(value: unknown): string {
  const text = shown(value);
  const short = text.length > lengthMax ? `${text.slice(0, lengthMax)}…` : text;
  return `\`${isPlain(short) ? short : short.replaceAll('\n', ' ').replaceAll('`', "'")}\``;
}

function isPlain(text: string): boolean {
  return !text.includes('\n') && !text.includes('`');
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'function') return 'a function';
  return String(value);
}

/** What a value is in JSON's own words: `object`, `array`, `string`, `number`, `boolean` or `null`; or a type of ours. */
export function jsonKind(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** `1 image`, `2 images`: English plurals by adding an s. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
