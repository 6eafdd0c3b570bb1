import { dirname, join, resolve } from 'node:path';
import { parseYaml } from '../modules/config/text/parse-yaml.js';
import { placeFindings } from '../modules/config/text/place-problems.js';
import type { Expectation } from '../modules/expectations/expectation.js';
import type { ExpectationSurroundings, ReadPolicy } from '../modules/expectations/read-expectation.js';
import { readExpectations } from '../modules/expectations/read-expectations.js';
import type { Problem } from '../modules/policy/problems/problem.js';
import { parseJson } from '../modules/policy/text/parse-json.js';
import { problemsIn } from '../modules/policy/text/position.js';
import { jsonOf } from '../modules/policy/text/syntax-tree.js';
import { compilePolicy } from '../modules/simulator/iam/policy.js';
import { CannotDo } from './cannot-do.js';
import type { World } from './world.js';

/** Reads a file of expectations, YAML or JSON, with all its problems. Throws `CannotDo` when it cannot be read. */
export function loadExpectations(
  world: World,
  file: string,
  known: Pick<ExpectationSurroundings, 'catalogue' | 'organization' | 'allowUnknownAction'>,
): { readonly expectations: readonly Expectation[]; readonly problems: readonly Problem[] } {
  const text = world.readFile(resolve(world.workingDirectory, file));
  const { tree, findings } = parseYaml(text);
  if (tree === undefined)
    return { expectations: [], problems: problemsIn({ text, file }, orEmpty(findings)) };
  const read = readExpectations(tree, { ...known, readPolicy: policiesBeside(world, file) });
  const all = [...findings, ...placeFindings(tree, read.findings)];
  return { expectations: read.expectations, problems: problemsIn({ text, file }, all) };
}

function orEmpty(
  findings: ReturnType<typeof parseYaml>['findings'],
): ReturnType<typeof parseYaml>['findings'] {
  if (findings.length > 0) return findings;
  const message = 'the file is empty';
  return [{ kind: 'missing-key', severity: 'error', path: [], message, help: 'begin with `expectations:`' }];
}

function policiesBeside(world: World, file: string): ReadPolicy {
  return (path) => {
    try {
      const text = world.readFile(resolve(world.workingDirectory, join(dirname(file), path)));
      const { tree, findings } = parseJson(text);
      const [problem] = findings;
      if (tree === undefined || problem !== undefined)
        return { reason: problem?.message ?? 'it is not JSON' };
      const content = jsonOf(tree);
      const { unreadable } = compilePolicy(content);
      return unreadable === undefined ? { content } : { reason: unreadable };
    } catch (error) {
      if (!(error instanceof CannotDo)) throw error;
      return { reason: error.reason ?? error.message };
    }
  };
}
