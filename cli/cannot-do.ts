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
