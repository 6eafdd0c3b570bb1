import {
  DescribePolicyCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
  type PolicyType,
} from '@aws-sdk/client-organizations';
import type { Moto } from './moto.js';

/** A policy as the organization has it. */
export interface DeployedPolicy {
  readonly id: string;
  readonly type: string;
  readonly description: string;
  readonly content: unknown;
  /** Ids, in the order in which the policy was attached to them. */
  readonly targets: readonly string[];
}

/** Every policy of the organization that AWS did not bring along, by name, read through the AWS SDK. */
export async function deployed({ client }: Moto): Promise<Readonly<Record<string, DeployedPolicy>>> {
  const policies: [string, DeployedPolicy][] = [];
  for (const Filter of ['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY'] satisfies PolicyType[]) {
    const { Policies } = await client.send(new ListPoliciesCommand({ Filter }));
    for (const { Id, Name = '', AwsManaged } of Policies ?? []) {
      if (AwsManaged === true) continue;
      const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: Id }));
      const { Targets } = await client.send(new ListTargetsForPolicyCommand({ PolicyId: Id }));
      const policy = {
        id: Id ?? '',
        type: Filter,
        description: Policy?.PolicySummary?.Description ?? '',
        content: JSON.parse(Policy?.Content ?? 'null'),
        targets: (Targets ?? []).map(({ TargetId = '' }) => TargetId),
      };
      policies.push([Name, policy]);
    }
  }
  return Object.fromEntries(policies);
}
