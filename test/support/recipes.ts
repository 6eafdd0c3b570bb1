import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A job of a recipe for a build server: what it sets and what it runs. */
export interface Job {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly scripts: readonly string[];
}

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Written {
  readonly steps?: readonly Step[];
  readonly script?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
}

/** The jobs in the YAML of a page: workflows of GitHub Actions (`jobs`) and jobs of GitLab CI (`script`). */
export function jobsIn(page: string): readonly Job[] {
  const text = readFileSync(join(__dirname, '..', '..', page), 'utf8');
  return [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) => {
    const file = parse(block) as Readonly<Record<string, unknown>>;
    const jobs = Object.entries((file['jobs'] ?? file) as Readonly<Record<string, Written>>);
    return jobs.flatMap(([name, job]) => ((job.steps ?? job.script) === undefined ? [] : [jobOf(name, job)]));
  });
}

/** The only job of a GitLab component: its commands as one script, which GitLab runs in one shell. */
export function componentJob(file: string, inputs: Readonly<Record<string, string>>): Job {
  const text = readFileSync(join(__dirname, '..', '..', file), 'utf8');
  const [spec = '', template = ''] = text.split(/^---$/m);
  const known = (parse(spec) as { spec: { inputs: Record<string, { default: string }> } }).spec.inputs;
  const filled = template.replace(
    /\$\[\[ inputs\.(\w+) \]\]/g,
    (_, name) => inputs[name] ?? known[name]?.default ?? '',
  );
  const [[name, written] = ['', {}]] = Object.entries(parse(filled) as Record<string, Written>);
  const { environment, scripts } = jobOf(name, written);
  return {
    name,
    environment,
    scripts: [scripts.filter((script) => script !== 'npm ci --ignore-scripts').join('\n')],
  };
}

function jobOf(name: string, { steps = [], script = [], variables = {} }: Written): Job {
  const environment = Object.assign({}, variables, ...steps.map(({ env }) => env));
  return { name, environment, scripts: [...steps.flatMap(({ run }) => run ?? []), ...script] };
}
