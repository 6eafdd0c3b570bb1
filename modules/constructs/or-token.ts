import type { IResolvable } from 'cdktf';

/** The same value, or in the place of any part of it a token that Terraform knows later. */
export type OrToken<T> = T extends string
  ? T | TokenString
  : T extends boolean | number
    ? T | IResolvable
    : T extends readonly (infer Item)[]
      ? readonly OrToken<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]: OrToken<T[Key]> }
        : T;

/** A string that holds a token; any string to the compiler, which sees no difference. */
type TokenString = string & Record<never, never>;
