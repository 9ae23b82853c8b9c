/** An answer as the library gives it, with the id of the schema that it keeps to. */
export function answerJson(schema: string, answer: object): string {
  const $schema = `https://unpkg.com/ecr-drydock/schemas/${schema}.schema.json`;
  return `${JSON.stringify({ $schema, ...answer }, null, 2)}\n`;
}
