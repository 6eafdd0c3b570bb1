import { escapeControlCharacters } from '../modules/policy/text/escape-control-characters.js';

/** The command could not be carried out (exit 2): not an answer, and not a bug. */
export class CannotDo extends Error {
  constructor(
    message: string,
    /** What to do about it, one line. */
    readonly help?: string,
    /** Of a file that cannot be read: why, without its name. */
    readonly reason?: string,
  ) {
    super(message);
    this.name = 'CannotDo';
  }
}

/** Throws a mistake in a question as `CannotDo`; does nothing without one. */
export function refuse(
  mistake: { readonly message: string; readonly help?: string } | undefined,
): asserts mistake is undefined {
  if (mistake !== undefined) throw new CannotDo(mistake.message, mistake.help);
}

/** The lines that report it on stderr. */
export function renderCannotDo({ message, help }: CannotDo): string {
  const lines = [`chat-guardrails: ${message}`, ...(help === undefined ? [] : [`  help: ${help}`])];
  return lines.map((line) => `${escapeControlCharacters(line)}\n`).join('');
}
