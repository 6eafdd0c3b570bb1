import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, TerraformStack, Testing } from 'cdktf';

const outdir = mkdtempSync(join(tmpdir(), 'chat-guardrails-'));
process.on('exit', () => rmSync(outdir, { recursive: true, force: true }));

/** What a stack becomes: Terraform's JSON, parsed. */
export interface Synthesized {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly locals: Readonly<Record<string, string>>;
  readonly output: Readonly<Record<string, Block>>;
  readonly provider: Readonly<Record<string, readonly Block[]>>;
  readonly terraform: Block;
  readonly import: readonly Block[];
}

export type Block = Readonly<Record<string, unknown>>;

/** An app that writes to a temporary folder, and that only when it is synthesized. */
export function testApp(): App {
  return Testing.stubVersion(new App({ outdir, stackTraces: false }));
}

/** A stack with the AWS provider that a user of the constructs would bring. */
export function testStack(app: App = testApp()): TerraformStack {
  const stack = new TerraformStack(app, 'test');
  new AwsProvider(stack, 'aws', { region: 'us-east-1' });
  return stack;
}

/** Synthesizes with all validations. Parts that the stack does not have are empty. */
export function synthesized(stack: TerraformStack): Synthesized {
  const json: Partial<Synthesized> = JSON.parse(Testing.synth(stack, true));
  return { resource: {}, data: {}, locals: {}, output: {}, provider: {}, terraform: {}, import: [], ...json };
}

/** All resources (or data sources) of one type, by the last part of their address without the hash. */
export function named(blocks: Readonly<Record<string, Block>> | undefined): Readonly<Record<string, Block>> {
  return Object.fromEntries(
    Object.entries(blocks ?? {}).map(([id, block]) => [id.replace(/_[0-9A-F]{8}$/, ''), block]),
  );
}
