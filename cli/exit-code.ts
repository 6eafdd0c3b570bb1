/** 0: done; 1: the answer is no; 2: could not do it. */
export type ExitCode = 0 | 1 | 2;
