/**
 * Whether the text of a policy document holds a pattern that may match some account ids and not others. An account id
 * is a whole value or stands behind a colon of an ARN, so that `m5.*` is none.
 */
export function mayMatchSomeAccounts(document: string): boolean {
  return /[":*?]\d+[*?]|[*?]\d/.test(document);
}
