import { escapeControlCharacters } from '../modules/policy/text/escape-control-characters.js';
import type { Mistake } from '../modules/simulator/decide/check-question.js';

/** The command could not be carried out (exit 2): not an answer, and not a bug. */
export class CannotDo extends Error {
  constructor(
    message: string,
    /** What to do about it, one line. */
    readonly help?: string,
    /** Of a file that cannot be read: why, without its name. */
    readonly reason?: string,
    /** Several mistakes that the message announces, each printed on its own line. */
    readonly items: readonly string[] = [],
  ) {
    super(message);
    this.name = 'CannotDo';
  }
}

/** Throws a mistake in a request as `CannotDo`; does nothing without one. */
export function refuse(mistake: Mistake | undefined): asserts mistake is undefined {
  if (mistake !== undefined) throw refusal(mistake);
}

/** A mistake as `CannotDo`. */
export function refusal({ message, help, items }: Mistake): CannotDo {
  return new CannotDo(message, help, undefined, items);
}

/** The lines that report it on stderr. */
export function renderCannotDo({ message, help, items }: CannotDo): string {
  const lines = [
    `chat-guardrails: ${message}`,
    ...items.map((item) => `  ${item}`),
    ...(help === undefined ? [] : [`  help: ${help}`]),
  ];
  return lines.map((line) => `${escapeControlCharacters(line)}\n`).join('');
}

/** The code of an error of the operating system, such as `ENOENT`; undefined for other errors. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
