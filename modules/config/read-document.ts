/**
 * Reads a policy document that the configuration names, by its path relative to the configuration file. `file` is its
 * name in problems; default: that path.
 */
export type ReadDocument = (
  path: string,
) => { readonly text: string; readonly file?: string } | { readonly reason: string };
