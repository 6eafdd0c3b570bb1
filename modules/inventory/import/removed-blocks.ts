import { escapeControlCharacters } from '../../policy/text/escape-control-characters.js';
import type { ComposedFile } from './verify-round-trip.js';

/**
 * `removed.tf`: a `removed` block for each imported resource, with which the old Terraform state forgets it. No file where
 * nothing came from Terraform. A block covers all instances of a resource; where some of `all` are not imported, a comment
 * has a command for each instance instead.
 * @see https://developer.hashicorp.com/terraform/language/block/removed (Terraform 1.7, read 2026-11-30)
 */
export function removedBlocks(imported: readonly string[], all: readonly string[]): readonly ComposedFile[] {
  if (imported.length === 0) return [];
  const own = new Set(imported);
  const kept = new Set(all.filter((address) => !own.has(address)).map(withoutKeys));
  const whole = [...new Set(imported.map(withoutKeys))].filter((one) => !kept.has(one)).sort();
  const single = [...own].filter((address) => kept.has(withoutKeys(address))).sort();
  const blocks = whole.filter((address) => resource.test(address)).map(block);
  const others = [...whole.filter((address) => !resource.test(address)), ...single];
  const commands = others.map((address) => `# terraform state rm ${shellQuoted(address)}\n`);
  const rest = commands.length === 0 ? '' : `\n${restHeading}${commands.join('')}`;
  return [{ path: 'removed.tf', text: `${heading}${blocks.join('')}${rest}` }];
}

const heading = `# The old Terraform state forgets the imported policies and attachments; nothing is destroyed in AWS.
# 1. Deploy the new configuration.
# 2. Move this file to the folder of the old configuration, and delete these resources from its files.
# 3. Run \`terraform apply\` there. Before Terraform 1.7, run \`terraform state rm ADDRESS\` instead.
`;

const restHeading = `# Some instances of these resources stay in the old state. Run these commands in the folder of the old configuration:
`;

/** A resource address without keys, in names that Terraform accepts. */
const resource = /^(?:module\.[\p{L}_][\p{L}\p{N}_-]*\.)*[a-z_]+\.[\p{L}_][\p{L}\p{N}_-]*$/u;

/** `removed` accepts no keys of instances, neither of resources nor of modules. */
function withoutKeys(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, '');
}

function block(address: string): string {
  return `
removed {
  from = ${address}
  lifecycle {
    destroy = false
  }
}
`;
}

function shellQuoted(address: string): string {
  return `'${escapeControlCharacters(address).replaceAll("'", "'\\''")}'`;
}
