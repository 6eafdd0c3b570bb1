// `npm run example`: plans the company example, shows what each policy changes, and writes the Terraform.
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');
const configuration = 'examples/company/chat-guardrails.yaml';
const columns = 100;
require('./build.js').build();

/** The JSON that a command prints. */
function answer(...words) {
  const command = [join('dist', 'cli', 'bin.js'), ...words, '--config', configuration, '--format', 'json'];
  return JSON.parse(
    execFileSync(process.execPath, command, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 }),
  );
}

/** What a policy changes, a line for each kind of change, with the number of accounts. */
function changesBy(policy, groups) {
  const lines = new Map();
  for (const { accounts, changes } of groups) {
    for (const change of changes) {
      if (change.effect === 'none' || !change.causes.some((cause) => cause.policy === policy)) continue;
      const { sign, what, thing } = described(change);
      const line = lines.get(sign + what) ?? { sign, what, things: new Set(), where: new Set() };
      line.things.add(thing);
      for (const account of accounts) line.where.add(account);
      lines.set(sign + what, line);
    }
  }
  return [...lines.values()].map(({ sign, what, things, where }) =>
    `  ${sign} ${where.size} accounts: ${what} ${listed(things)}`.trimEnd(),
  );
}

/** A setting has a line of its own; actions with the same effect share one. */
function described({ kind, effect, path, action, before, after }) {
  const sign = effect === 'gain' ? '+' : '-';
  if (kind === 'action') {
    const what =
      effect === 'gain' ? 'can run' : after === 'unknown' ? 'can no longer always run' : 'cannot run';
    return { sign, what, thing: action === '*' ? 'most other actions' : action };
  }
  const shown = (value) => (value === null ? 'not set' : [value].flat().join(', '));
  const what = `${path.slice(2).join('.')}: ${shown(before)} -> ${shown(after)}`;
  return { sign, what, thing: '' };
}

/** As many names as fit on a line. */
function listed(names) {
  const all = [...names].sort();
  for (let count = all.length; count > 1; count--) {
    const rest = all.length - count;
    const text = `${all.slice(0, count).join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
    if (text.length < columns - 32) return text;
  }
  return all[0] ?? '';
}

function channelLine(title, channels) {
  return channels.length === 0 ? [] : [`${title}: ${channels.map(({ channel }) => channel.name).join(', ')}`];
}

const { policies } = answer('plan');
const { accounts, groups, channels } = answer('impact');
execFileSync(process.execPath, [join('scripts', 'synth.js')], {
  cwd: root,
  env: { ...process.env, CHAT_GUARDRAILS_CONFIG: configuration },
});

const command = 'npm run -s chat-guardrails --';
console.log(
  [
    ...policies.flatMap(({ name, type, targets }) => [
      `${type === 'CHATBOT_POLICY' ? 'chat policy' : 'guardrail'} ${name}, attached to ${targets.join(', ')}`,
      ...changesBy(name, groups),
    ]),
    '',
    `${accounts.changed} of ${accounts.total} accounts change`,
    ...channelLine(
      'Channels that stop working',
      channels.filter(({ effect }) => effect === 'loss'),
    ),
    ...channelLine(
      'Channels that start working',
      channels.filter(({ effect }) => effect === 'gain'),
    ),
    '',
    `The configuration: ${configuration}`,
    'The Terraform: cdktf.out/stacks/chat-guardrails/cdk.tf.json',
    '',
    'Next:',
    `  ${command} impact --config ${configuration}   # account by account`,
    `  ${command} init                # a configuration of your own`,
    `  ${command} init --example      # a copy of this example to change`,
  ].join('\n'),
);
