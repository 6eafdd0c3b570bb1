/** The tools that a group of tests needs, or the names of those that are missing. */
export type FoundTools<T> = { readonly tools: T } | { readonly missing: readonly string[] };

/**
 * A group of tests that need more of the machine than Node. Where a tool cannot be found, the group is skipped by name; with
 * `E2E=required` that is a failure.
 */
export function describeWithTools<T>(name: string, found: FoundTools<T>, tests: (tools: T) => void): void {
  if ('tools' in found) {
    describe(name, () => tests(found.tools));
    return;
  }
  const missing = found.missing.join(', ');
  const without = `${name} (not found: ${missing})`;
  if (process.env['E2E'] !== 'required') {
    // Of a file in which everything is skipped, jest names nothing.
    process.stderr.write(`skipped: ${without}\n`);
    describe(without, () => {
      test.skip(`needs ${missing}`, () => undefined);
    });
    return;
  }
  test(without, () => {
    throw new Error(`E2E=required, and not found: ${missing}`);
  });
}
