/** A file of the exported module, not yet written. */
export interface ExportedFile {
  /** Relative to the module's folder, with `/` between the names. */
  readonly path: string;
  readonly text: string;
}
