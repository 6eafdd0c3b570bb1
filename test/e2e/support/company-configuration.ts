import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const company = join(__dirname, '..', '..', '..', 'examples', 'company', 'chat-guardrails.yaml');

/** What the deployment tests change about a configuration. */
export interface Configuration {
  readonly chatPolicies: readonly Entry[];
  readonly guardrails: readonly Entry[];
  readonly [key: string]: unknown;
}

/** A policy of a configuration. */
export type Entry = { readonly name: string; readonly targets: unknown; readonly [key: string]: unknown };

/** Text that Terraform, JSON or the shell would like to read as something else. */
const awkward: Entry = {
  name: 'awk.ward "name" 100%',
  description: 'quotes " and \\ and ${aws:username} and %{if} and $${x} 1e5',
  targets: 'Security',
  tags: { owner: 'a+b = ${c}' },
  deny: 's3:PutObject',
  resources: ['arn:aws:s3:::home-${aws:username}/*', 'arn:aws:s3:::odd-"\\%{x}$${y}/*'],
};

/**
 * The company example, with peers and awkward text beside it and without its organization file, which is that of another
 * organization: paths are looked up in the one that Terraform finds.
 */
export function companyConfiguration(): Configuration {
  const example = parse(readFileSync(company, 'utf8')) as Configuration;
  const { chatPolicies, guardrails, organization: _, ...rest } = example;
  return {
    ...rest,
    chatPolicies: [...chatPolicies, ...peers('audit-chat')],
    guardrails: [...guardrails, awkward],
  };
}

/** With a third Slack workspace in one of the policies. */
export function oneWorkspaceMore({ chatPolicies, ...rest }: Configuration): Configuration {
  const slackOf = (entry: Entry) => entry['slack'] as { readonly workspaces: readonly string[] };
  const more = chatPolicies.map((entry) => {
    if (entry.name !== 'company-chat') return entry;
    const slack = slackOf(entry);
    return { ...entry, slack: { ...slack, workspaces: [...slack.workspaces, 'T0MERGER03'] } };
  });
  return { ...rest, chatPolicies: more };
}

/** The same entries and targets, the other way round. */
export function reordered({ chatPolicies, guardrails, ...rest }: Configuration): Configuration {
  return { ...rest, chatPolicies: reversed(chatPolicies), guardrails: reversed(guardrails) };
}

/** With the order of the peers accepted the other way round. */
export function otherOrder({ chatPolicies, ...rest }: Configuration): Configuration {
  const others = chatPolicies.filter(({ name }) => !/^(audit|test)-chat$/.test(name));
  return { ...rest, chatPolicies: [...others, ...peers('test-chat')] };
}

/** Without one of the guardrails. */
export function withoutNetworkChanges({ guardrails, ...rest }: Configuration): Configuration {
  return { ...rest, guardrails: guardrails.filter(({ name }) => name !== 'no-network-changes') };
}

function reversed(entries: readonly Entry[]): Entry[] {
  const turned = entries.map((entry) => ({
    ...entry,
    targets: Array.isArray(entry.targets) ? [...entry.targets].reverse() : entry.targets,
  }));
  return turned.reverse();
}

/** Two that assign one setting on one target: their order has been accepted. */
function peers(first: 'audit-chat' | 'test-chat'): Entry[] {
  const policy = (name: string, workspace: string): Entry => ({
    name,
    targets: ['Workloads', 'Sandbox'],
    slack: { workspaces: [workspace] },
  });
  const [audit, test] = [policy('audit-chat', 'T0AUDIT01'), policy('test-chat', 'T0TEST001')];
  return first === 'audit-chat'
    ? [audit, { ...test, attachAfter: 'audit-chat' }]
    : [{ ...audit, attachAfter: 'test-chat' }, test];
}
