import type { Terraform } from './terraform.js';

/** What a plan would do: `create ADDRESS`, `update …`, `delete …`, `delete, create …`, `moved …`, `import …`; sorted. */
export function changes(terraform: Terraform, ...words: readonly string[]): string[] {
  terraform.succeed('plan', '-out=changes.tfplan', ...words);
  const { resource_changes = [] } = JSON.parse(terraform.succeed('show', '-json', 'changes.tfplan')) as {
    readonly resource_changes?: readonly ResourceChange[];
  };
  return resource_changes.flatMap(changeOf).sort();
}

interface ResourceChange {
  readonly address: string;
  readonly previous_address?: string;
  readonly change: { readonly actions: readonly string[]; readonly importing?: object };
}

function changeOf({ address, previous_address, change }: ResourceChange): string[] {
  const { actions, importing } = change;
  const words = [
    ...(previous_address === undefined ? [] : ['moved']),
    ...(importing === undefined ? [] : ['import']),
    ...actions.filter((action) => action !== 'no-op' && action !== 'read'),
  ];
  return words.length === 0 ? [] : [`${words.join(', ')} ${address}`];
}
