/** The one file of jsonc-parser that is used; its types are declared for the whole package only. */
declare module 'jsonc-parser/lib/esm/impl/scanner.js' {
  export { createScanner } from 'jsonc-parser';
}
