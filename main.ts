import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { App } from 'cdktf';
import { CannotDo } from './cli/cannot-do.js';
import { readFile } from './cli/read-file.js';
import { hasErrors } from './modules/policy/problem.js';
import { renderProblems } from './modules/report/problems-text.js';
import { GuardrailsStack } from './stacks/guardrails-stack.js';
import { readPlans } from './stacks/read-plans.js';

/** The CDKTF app: a stack for each environment of the configuration. Writes nothing where a problem is an error. */
function main(environment: NodeJS.ProcessEnv): 0 | 1 | 2 {
  const { planned, problems } = readPlans(
    {
      configuration: environment['CHAT_GUARDRAILS_CONFIG'] || ownConfiguration() || example(),
      organization: environment['CHAT_GUARDRAILS_ORGANIZATION'] || undefined,
      wave: environment['CHAT_GUARDRAILS_WAVE'] || undefined,
    },
    readFile,
  );
  process.stderr.write(renderProblems(problems, process.stderr.isTTY === true && !environment['NO_COLOR']));
  if (hasErrors(problems)) return 1;
  const app = new App();
  for (const { environment, plan } of planned) new GuardrailsStack(app, environment, plan);
  app.synth();
  return 0;
}

function ownConfiguration(): string | undefined {
  return ['chat-guardrails.yaml', 'chat-guardrails.json'].find((file) => existsSync(file));
}

/** A fresh clone has no configuration yet: it shows what one becomes. */
function example(): string {
  const file = relative(process.cwd(), join(__dirname, '..', 'examples', 'company', 'chat-guardrails.yaml'));
  process.stderr.write(`no chat-guardrails.yaml here: this is the example ${file}\n`);
  return file;
}

try {
  process.exitCode = main(process.env);
} catch (error) {
  if (!(error instanceof CannotDo)) throw error;
  const help = error.help === undefined ? '' : `  help: ${error.help}\n`;
  process.stderr.write(`chat-guardrails: ${error.message}\n${help}`);
  process.exitCode = 2;
}
