// A test runner for StrykerJS: plain Node instead of jest, because starting jest costs seconds for each mutant.
//
// For each mutant the test files and the modules that need the mutated file are loaded again, so no value that one mutant
// computed reaches the next. V8 keeps their compiled code. The first failure ends a run.
const { readdirSync, readFileSync, existsSync } = require('node:fs');
const Module = require('node:module');
const { join, relative, dirname, resolve } = require('node:path');
const { transformSync } = require('@swc/core');
const { expect } = require('expect');
const fc = require('fast-check');
const { bind } = require('jest-each');

// One seed makes two runs alike; only the failure counts, not the smallest input that fails.
fc.configureGlobal({ endOnFailure: true, seed: Number(process.env.TEST_SEED) });

/** Tests that take more CPU than this many milliseconds are left out. */
const slow = 300;

class MutationRunner {
  static inject = ['options'];
  #files;
  /** By ID: the tests that are not slow, with their milliseconds without a mutant. */
  #known = new Map();

  constructor({ mutationRunner }) {
    this.#files = readdirSync('test', { recursive: true })
      .filter((name) => name.endsWith('.test.ts') && mutationRunner.tests.some((one) => name.startsWith(one)))
      .map((name) => resolve('test', name))
      // Tests that write files test commands.
      .filter((file) => !readFileSync(file, 'utf8').includes('temporaryFolder'));
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    readTypeScript();
  }

  async dryRun() {
    const instrumenter = instrumenterState();
    Object.assign(instrumenter, { activeMutant: undefined, hitCount: undefined });
    instrumenter.mutantCoverage = { static: {}, perTest: {} };
    const tests = [];
    for (const test of this.#files.flatMap(loadTests)) {
      instrumenter.currentTestId = test.id;
      const start = process.cpuUsage();
      const failureMessage = await failureOf(test);
      const { user, system } = process.cpuUsage(start);
      instrumenter.currentTestId = undefined;
      const timeSpentMs = (user + system) / 1000;
      const result = { id: test.id, name: test.id, fileName: test.file, timeSpentMs };
      if (failureMessage !== undefined) tests.push({ ...result, status: 1, failureMessage });
      else if (timeSpentMs > slow) delete instrumenter.mutantCoverage.perTest[test.id];
      else {
        tests.push({ ...result, status: 0 });
        this.#known.set(test.id, result);
      }
    }
    return { status: 'complete', tests, mutantCoverage: instrumenter.mutantCoverage };
  }

  async mutantRun({ activeMutant, sandboxFileName, testFilter, hitLimit }) {
    if (this.#known.size === 0) await this.dryRun();
    const tests = (testFilter ?? [...this.#known.keys()]).flatMap((id) => this.#known.get(id) ?? []);
    const instrumenter = instrumenterState();
    Object.assign(instrumenter, { activeMutant: activeMutant.id, hitLimit });
    instrumenter.hitCount = hitLimit === undefined ? undefined : 0;
    const outcome = await firstFailure(tests, sandboxFileName);
    if (instrumenter.hitCount > hitLimit) return { status: 'timeout', reason: 'hit limit' };
    const nrOfTests = tests.length;
    return outcome === undefined
      ? { status: 'survived', nrOfTests }
      : { status: 'killed', nrOfTests, ...outcome };
  }
}

/** The first test that fails: tests near the mutated file first, then fast files and fast tests. */
async function firstFailure(tests, mutated) {
  const files = new Map();
  for (const test of tests) files.set(test.fileName, [...(files.get(test.fileName) ?? []), test]);
  const cost = (some) => some.reduce((sum, { timeSpentMs }) => sum + timeSpentMs, 0);
  const ranked = [...files].sort(
    ([a, some], [b, others]) => nearness(b, mutated) - nearness(a, mutated) || cost(some) - cost(others),
  );
  unload(mutated);
  for (const [file, wanted] of ranked) {
    try {
      const loaded = new Map(loadTests(file).map((test) => [test.id, test]));
      for (const { id } of wanted.sort((a, b) => a.timeSpentMs - b.timeSpentMs)) {
        const test = loaded.get(id);
        const failureMessage = test === undefined ? 'the test is gone' : await failureOf(test);
        if (failureMessage !== undefined) return { killedBy: [id], failureMessage };
      }
    } catch (error) {
      // The mutant breaks a module that the file loads.
      return { killedBy: [wanted[0].id], failureMessage: String(error) };
    }
  }
  return undefined;
}

/** How many folders below `modules` the mutated file shares with those of a test below `test`. */
function nearness(test, mutated) {
  const folders = relative(join(process.cwd(), 'test'), test).split('/');
  const others = relative(join(process.cwd(), 'modules'), mutated).split('/');
  const apart = folders.findIndex((folder, index) => folder !== others[index]);
  return apart === -1 ? folders.length : apart;
}

/** What the instrumented code reads and writes: the mutant that is active and what covers which. */
function instrumenterState() {
  globalThis.__stryker__ ??= {};
  return globalThis.__stryker__;
}

async function failureOf({ run }) {
  try {
    await run();
    return undefined;
  } catch (error) {
    return String(error?.message ?? error);
  }
}

/** Makes the next `require` load the mutated file again, and every module that needs it. */
function unload(mutated) {
  const needs = new Map();
  const needsMutated = (module) => {
    if (!needs.has(module)) {
      needs.set(module, module.filename === mutated);
      needs.set(module, module.filename === mutated || module.children.some(needsMutated));
    }
    return needs.get(module);
  };
  for (const [file, module] of Object.entries(require.cache)) {
    if (file.endsWith('.test.ts') || (file.endsWith('.ts') && needsMutated(module)))
      delete require.cache[file];
  }
}

/** The tests of a file, in its order. */
function loadTests(file) {
  const tests = [];
  const titles = [relative(process.cwd(), file)];
  const seen = new Map();
  const describe = (title, body) => {
    titles.push(title);
    body();
    titles.pop();
  };
  const test = (title, run) => {
    const name = [...titles, title].join(' ');
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    tests.push({ id: count === 1 ? name : `${name} (${count})`, file, run });
  };
  describe.each = bind(describe, false);
  test.each = bind(test);
  Object.assign(globalThis, { describe, test, it: test, expect });
  require(file);
  return tests;
}

/** Lets `require` read TypeScript, whose imports have the endings that Node reads. */
function readTypeScript() {
  const compiled = new Map();
  Module._extensions['.ts'] = (module, file) => {
    if (!compiled.has(file)) {
      const { code } = transformSync(readFileSync(file, 'utf8'), {
        filename: file,
        module: { type: 'commonjs' },
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      });
      compiled.set(file, code);
    }
    module._compile(compiled.get(file), file);
  };
  const resolveFilename = Module._resolveFilename;
  Module._resolveFilename = (request, parent, ...rest) => {
    const source = request.startsWith('.') && parent?.filename?.endsWith('.ts');
    const file = source ? join(dirname(parent.filename), request.replace(/\.js$/, '.ts')) : undefined;
    return file?.endsWith('.ts') && existsSync(file) ? file : resolveFilename(request, parent, ...rest);
  };
}

exports.strykerPlugins = [{ kind: 'TestRunner', name: 'mutation-runner', injectableClass: MutationRunner }];

exports.strykerValidationSchema = {
  properties: { mutationRunner: { type: 'object' } },
};
