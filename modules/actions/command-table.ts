/** The commands of one service of the AWS CLI. */
export interface CommandService {
  /** As the CLI calls it: `elbv2`. */
  readonly name: string;
  /** As IAM calls it: `elasticloadbalancing`. Empty for commands that call no service. */
  readonly prefix: string;
  readonly commands: ReadonlySet<string>;
  /** By command, actions that are not called after it; API Gateway's after the HTTP method. */
  readonly actions: ReadonlyMap<string, string>;
  /** By what `wait` waits for, the command that it repeats. */
  readonly waits: ReadonlyMap<string, string>;
  /** Commands whose requests are not signed. */
  readonly unsigned: ReadonlySet<string>;
}

/** The table as `scripts/generate-aws-commands.py` writes it; it has the groups of commands. */
export interface WrittenTable {
  readonly source: string;
  readonly version: string;
  readonly models: string;
  readonly date: string;
  readonly services: Readonly<Record<string, WrittenService>>;
}

interface WrittenService {
  readonly prefix: string;
  readonly commands: Readonly<Record<string, string>>;
  readonly actions?: Readonly<Record<string, string>>;
  readonly waits?: Readonly<Record<string, string>>;
  readonly unsigned?: string;
}

/** Every command of the AWS CLI of one version. */
export interface CommandTable {
  /** `awscli 1.45.11 (botocore 1.43.11)` */
  readonly source: string;
  /** When the table was made, `YYYY-MM-DD`: what is newer is not in it. */
  readonly date: string;
  readonly services: () => readonly string[];
  readonly service: (name: string) => CommandService | undefined;
}

/** Returns the commands of a written table. It reads a service on first use. */
export function commandTableOf({ source, version, models, date, services }: WrittenTable): CommandTable {
  const read = new Map<string, CommandService>();
  return {
    source: `${source} ${version} (${models})`,
    date,
    services: () => Object.keys(services),
    service: (name) => {
      const found = Object.hasOwn(services, name) ? services[name] : undefined;
      if (found !== undefined && !read.has(name)) read.set(name, readService(name, found));
      return read.get(name);
    },
  };
}

function readService(name: string, service: WrittenService): CommandService {
  return {
    name,
    prefix: service.prefix,
    commands: new Set(Object.entries(service.commands).flatMap(([verbs, nouns]) => commandsOf(verbs, nouns))),
    actions: byWord(service.actions),
    waits: byWord(service.waits),
    unsigned: new Set(service.unsigned?.split(' ')),
  };
}

/** Every verb with every noun; `+s` after a verb asks for the plural, and some verbs have no noun. */
function commandsOf(verbs: string, nouns: string): readonly string[] {
  return verbs.split(' ').flatMap((written) => {
    const [verb, plural = ''] = written.split('+');
    return nouns.split(' ').map((noun) => (noun === '' ? `${verb}` : `${verb}-${noun}${plural}`));
  });
}

function byWord(lists: Readonly<Record<string, string>> = {}): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(lists).flatMap(([key, words]) => words.split(' ').map((word) => [word, key] as const)),
  );
}
