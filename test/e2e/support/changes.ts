import type { Terraform } from './terraform.js';

/** What a plan would do: `create ADDRESS`, `update …`, `delete …`, `replace …`, `moved, …`, `import, …`; sorted. */
export function changes(terraform: Terraform, ...words: readonly string[]): string[] {
  // One message a line. To save a plan and to show it would start the provider once more.
  const messages = terraform.succeed('plan', '-json', ...words).split('\n');
  return messages
    .filter((message) => message.startsWith('{'))
    .map((message): Message => JSON.parse(message))
    .flatMap(({ type, change }) =>
      type === 'planned_change' && change !== undefined ? changeOf(change) : [],
    )
    .sort();
}

interface Message {
  readonly type: string;
  readonly change?: Change;
}

interface Change {
  readonly resource: { readonly addr: string };
  readonly previous_resource?: object;
  readonly importing?: object;
  readonly action: string;
}

function changeOf({ resource, previous_resource, importing, action }: Change): string[] {
  const words = [
    ...(previous_resource === undefined ? [] : ['moved']),
    ...(importing === undefined ? [] : ['import']),
    ...(['noop', 'read', 'move', 'import'].includes(action) ? [] : [action]),
  ];
  return words.length === 0 ? [] : [`${words.join(', ')} ${resource.addr}`];
}
