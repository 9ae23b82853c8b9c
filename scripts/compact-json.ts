/** JSON for reading: a value stands on one line where it fits, else each member on its own. */
export function compactJson(value: unknown, indent = '', before = 0): string {
  const oneLine = onOneLine(value);
  if (before + oneLine.length <= columnCount || typeof value !== 'object' || value === null)
    return oneLine;
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const members = Object.entries(value).map(([key, member]) => {
    const name = isList ? '' : `${JSON.stringify(key)}: `;
    return `${inner}${name}${compactJson(member, inner, inner.length + name.length)}`;
  });
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  return `${open}\n${members.join(',\n')}\n${indent}${close}`;
}

const columnCount = 92;

function onOneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}: ${onOneLine(member)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
