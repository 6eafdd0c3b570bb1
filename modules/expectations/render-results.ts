import { withNames } from '../policy/organization/chat-names.js';
import type { ChatNames } from '../policy/organization/organization.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import type { ExpectationOutcome, WishFailure, WishOutcome } from './run-expectations.js';

/** How parts of the text are painted. */
interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly dim: (text: string) => string;
}

/** More accounts with the same answer than this are counted, not named. */
const mostNamed = 3;

/** Every expectation in a line; below one that does not hold, what happens instead, and why. */
export function renderExpectations(
  outcomes: readonly ExpectationOutcome[],
  nameOf: (id: string) => string,
  paint: Paint,
  names: ChatNames = new Map(),
): string {
  const lines = outcomes.flatMap((outcome) => {
    const { expectation, accounts, emptyTargets, wishes, holds } = outcome;
    const count = paint.dim(`(${accounts} account${accounts === 1 ? '' : 's'})`);
    const head = `${holds ? paint.good('holds') : paint.bad('fails')}  ${escapeControlCharacters(expectation.name)} ${count}`;
    const empty = emptyTargets.map((target) => `         no account at ${escapeControlCharacters(target)}`);
    return [head, ...empty, ...wishes.flatMap((wish) => failureLines(wish, nameOf, names))];
  });
  const held = outcomes.filter(({ holds }) => holds).length;
  const total = `${held} of ${outcomes.length} expectation${outcomes.length === 1 ? ' holds' : 's hold'}`;
  lines.push('', held === outcomes.length ? paint.good(total) : paint.bad(total));
  return lines.map((line) => `${line}\n`).join('');
}

function failureLines(
  { wish, failures }: WishOutcome,
  nameOf: (id: string) => string,
  names: ChatNames,
): readonly string[] {
  const shown = (text: string) => escapeControlCharacters(withNames(names, text));
  return sameAnswers(failures).flatMap(({ found, reasons, accounts }) => {
    const named = accounts.slice(0, mostNamed).map(nameOf).join(', ');
    const more = accounts.length > mostNamed ? ` and ${accounts.length - mostNamed} more` : '';
    return [
      `         ${shown(wish.text)} should be ${wish.expected} and is ${found} in ${escapeControlCharacters(named + more)}`,
      ...reasons.map(({ message }) => `           ${shown(message)}`),
    ];
  });
}

/** Groups failures with the same reasons: a hundred accounts become one entry. */
function sameAnswers(
  failures: readonly WishFailure[],
): readonly (Omit<WishFailure, 'accountId'> & { readonly accounts: readonly string[] })[] {
  const groups = new Map<string, { readonly failure: WishFailure; readonly accounts: string[] }>();
  for (const failure of failures) {
    const key = JSON.stringify([failure.found, failure.reasons]);
    const group = groups.get(key) ?? { failure, accounts: [] };
    group.accounts.push(failure.accountId);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ failure: { found, reasons }, accounts }) => ({
    found,
    reasons,
    accounts,
  }));
}

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
    const lines = [...empty, ...wishFailures(wish)];
    const verb = wish.wish.expected === 'allowed' ? 'may' : 'may not';
    const failure = lines.length === 0 ? undefined : lines.join('\n');
    return { suite: expectation.name, name: `${verb}: ${wish.wish.text}`, failure };
  });
}

function wishFailures({ wish, failures }: WishOutcome): readonly string[] {
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
