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

/** A number with its thousands apart, the same in every locale: `12,345`. */
export function grouped(number: number): string {
  const [whole = '', fraction] = String(number).split('.');
  const parted = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? parted : `${parted}.${fraction}`;
}

/** Millionths as a decimal number with at least two places and no rounding: `1.50`, `0.000001`. */
export function decimalOfMicros(micros: number): string {
  const digits = String(micros).padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0{1,4}$/, '');
  return `${digits.slice(0, -6)}.${fraction}`;
}
