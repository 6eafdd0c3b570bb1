import type { ExpectationOutcome, WishOutcome } from './run-expectations.js';

/** The outcomes of some files as JUnit XML, as build servers show it: a suite a file, a test for every wish. */
export function renderJunit(
  files: readonly { readonly file: string; readonly outcomes: readonly ExpectationOutcome[] }[],
): string {
  const suites = files.map(({ file, outcomes }) => suite(file, outcomes.flatMap(testsOf)));
  const tests = files.flatMap(({ outcomes }) => outcomes.flatMap(testsOf));
  const head = `<testsuites name="chat-guardrails" ${counts(tests)}>`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites, '</testsuites>', ''].join('\n');
}

interface Test {
  readonly suite: string;
  readonly name: string;
  readonly failure: string | undefined;
}

function testsOf({ expectation, wishes, emptyTargets }: ExpectationOutcome): readonly Test[] {
  const empty = emptyTargets.map((target) => `no account at ${target}`);
  return wishes.map((wish) => {
    const lines = [...empty, ...failureLines(wish)];
    const verb = wish.wish.expected === 'allowed' ? 'may' : 'may not';
    const failure = lines.length === 0 ? undefined : lines.join('\n');
    return { suite: expectation.name, name: `${verb}: ${wish.wish.text}`, failure };
  });
}

function failureLines({ wish, failures }: WishOutcome): readonly string[] {
  return failures.flatMap(({ accountId, found, reasons }) => [
    `${accountId}: should be ${wish.expected} and is ${found}`,
    ...reasons.map(({ message }) => `  ${message}`),
  ]);
}

function suite(file: string, tests: readonly Test[]): string {
  const cases = tests.map(({ suite: classname, name, failure }) => {
    const open = `    <testcase classname="${escaped(classname)}" name="${escaped(name)}"`;
    if (failure === undefined) return `${open}/>`;
    const [first = ''] = failure.split('\n');
    return `${open}>\n      <failure message="${escaped(first)}">${escaped(failure)}</failure>\n    </testcase>`;
  });
  return [`  <testsuite name="${escaped(file)}" ${counts(tests)}>`, ...cases, '  </testsuite>'].join('\n');
}

function counts(tests: readonly Test[]): string {
  const failures = tests.filter(({ failure }) => failure !== undefined).length;
  return `tests="${tests.length}" failures="${failures}" errors="0"`;
}

/** Text for XML 1.0, which has no room for most control characters, surrogates without their other half included. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
    .replace(/[&<>"\t\n\r]/g, (character) => `&#${character.codePointAt(0)};`);
}
