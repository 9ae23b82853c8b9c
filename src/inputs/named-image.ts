/** What stands where a document names an image, text if it is well made, and the pointer of that place. */
export interface NamedImage {
  readonly text: unknown;
  readonly at: string;
}
