import { ListChildrenCommand, ListPoliciesForTargetCommand } from '@aws-sdk/client-organizations';
import type { Configuration } from './company-configuration.js';
import type { Core } from './core.js';
import { type DeployedPolicy, deployed } from './deployed.js';
import type { Tools } from './find-tools.js';
import { type Sandbox, startSandbox } from './sandbox.js';

const units = { Security: {}, Workloads: { Production: {} }, Sandbox: {} };

/** The company example and an organization that is like the company's. */
export interface CompanyDeployment extends Sandbox {
  /** AWS has exactly what `chat-guardrails plan` prints, and the descriptions of the configuration deployed last. */
  readonly expectPlanOf: (configuration: Configuration) => Promise<void>;
  /** Nothing is left, and the organization is as it was. */
  readonly expectNothing: () => Promise<void>;
  /** The chat policies of a target in the order in which they were attached, which moto tells and AWS does not. */
  readonly attached: (target: string) => Promise<readonly (string | undefined)[]>;
  /** The ID of every policy by its name. */
  readonly ids: () => Promise<Readonly<Record<string, string>>>;
}

/** A project and an organization for the company example. */
export async function startCompany(tools: Tools, name: string, core?: Core): Promise<CompanyDeployment> {
  const sandbox = await startSandbox(tools, { name, units, ...(core === undefined ? {} : { core }) });
  const { moto, project, targets } = sandbox;
  return {
    ...sandbox,
    expectPlanOf: async (configuration) => {
      const { status, output } = project.chatGuardrails(['plan', '--format', 'json']);
      expect(status).toBe(0);
      const { policies } = JSON.parse(output) as { policies: readonly PrintedPolicy[] };
      const entries = [...configuration.chatPolicies, ...configuration.guardrails];
      const expected = policies.map(({ name, type, content, targets: written }) => {
        const description = entries.find((entry) => entry.name === name)?.['description'] ?? '';
        const ids = written.map((target) => targets.get(target)).sort();
        return [name, { type, content, description, targets: ids }];
      });
      const found = Object.entries(await deployed(moto)).map(([name, policy]) => {
        const { id: _, targets: attached, ...rest }: DeployedPolicy = policy;
        return [name, { ...rest, targets: [...attached].sort() }];
      });
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
    },
    expectNothing: async () => {
      expect(await deployed(moto)).toEqual({});
      const { Children = [] } = await moto.client.send(
        new ListChildrenCommand({ ParentId: targets.get('root'), ChildType: 'ORGANIZATIONAL_UNIT' }),
      );
      expect(Children).toHaveLength(Object.keys(units).length);
    },
    attached: async (target) => {
      const { Policies = [] } = await moto.client.send(
        new ListPoliciesForTargetCommand({ TargetId: targets.get(target), Filter: 'CHATBOT_POLICY' }),
      );
      return Policies.map(({ Name }) => Name);
    },
    ids: async () =>
      Object.fromEntries(Object.entries(await deployed(moto)).map(([name, { id }]) => [name, id])),
  };
}

interface PrintedPolicy {
  readonly name: string;
  readonly type: string;
  readonly content: unknown;
  readonly targets: readonly string[];
}
