import { hasErrors, type Problem } from '../policy/problems/problem.js';
import type { Configuration } from './configuration.js';
import type { ReadDocument } from './read-document.js';
import { type ReadOptions, readFile } from './read-file.js';
import type { Source } from './text/place-problems.js';

/**
 * Reads the text of a configuration file, YAML or JSON, and the policy documents that it names. Returns all problems
 * at once; the configuration is undefined if one is an error. Never throws.
 */
export function readConfiguration(
  source: Source,
  readDocument: ReadDocument,
  options: ReadOptions = {},
): { readonly configuration?: Configuration; readonly problems: readonly Problem[] } {
  const read = readFile(source, readDocument, options);
  const { environments, waves, acknowledgements } = read;
  const configuration = { environments, waves, acknowledgements };
  const problems = read.asWritten(read.problems);
  return hasErrors(problems) ? { problems } : { configuration, problems };
}
