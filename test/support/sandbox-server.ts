import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonValue } from '../../modules/policy/text/json.js';
import { Refusal } from './effective-policy-server.js';
import { naiveAccepts } from './naive-check.js';
import { naiveMerge } from './naive-merge.js';

interface StoredPolicy {
  readonly id: string;
  readonly name: string;
  readonly content: string;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  /** In the order of attachment. */
  readonly targets: string[];
}

/** A sandbox organization on a port of this machine, in the wire format of AWS Organizations (JSON 1.1). */
export interface SandboxServer {
  readonly endpoint: string;
  readonly policies: Map<string, StoredPolicy>;
  readonly log: string[];
  readonly close: () => Promise<void>;
}

/** How the sandbox behaves. */
export interface SandboxBehaviour {
  readonly accounts?: readonly string[];
  readonly enabled?: boolean;
  readonly policies?: readonly StoredPolicy[];
  /** What is done instead of answering a request; `nth` counts the requests of the operation. */
  readonly instead?: (operation: string, nth: number, input: Input) => Refusal | undefined;
  /** The effective policy that AWS has, given the one that naive rules make. */
  readonly effective?: (merged: JsonValue) => JsonValue;
  readonly accepts?: (content: string) => boolean;
}

type Input = Readonly<Record<string, string | undefined>>;

/** From the root to the account 111111111111, with two OUs between. */
const path = ['r-ab12', 'ou-ab12-above001', 'ou-ab12-below001', '111111111111'];

/** Starts a sandbox whose policies merge by naive rules. */
export async function sandboxServer(behaviour: SandboxBehaviour = {}): Promise<SandboxServer> {
  const log: string[] = [];
  const policies = new Map((behaviour.policies ?? []).map((policy) => [policy.id, policy]));
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const input: Input = JSON.parse(body || '{}');
    log.push(operation);
    const nth = log.filter((one) => one === operation).length;
    const answer =
      behaviour.instead?.(operation, nth, input) ?? answerTo(operation, input, policies, behaviour);
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    if (answer instanceof Refusal) response.statusCode = answer.status;
    const error = answer instanceof Refusal && { __type: answer.type, Message: answer.message };
    response.end(JSON.stringify(error || answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { endpoint: `http://127.0.0.1:${port}`, policies, log, close };
}

function answerTo(
  operation: string,
  input: Input,
  policies: Map<string, StoredPolicy>,
  behaviour: SandboxBehaviour,
): object {
  const { PolicyId = '', TargetId = '', ResourceId = '', ChildId = '', Content = '', Name = '' } = input;
  const policy = policies.get(PolicyId || ResourceId);
  const summary = ({ id, name }: StoredPolicy) => ({ Id: id, Name: name, Type: 'CHATBOT_POLICY' });
  switch (operation) {
    case 'DescribeOrganization':
      return { Organization: { Id: 'o-sandbox0001', MasterAccountId: '111111111111' } };
    case 'ListAccounts':
      return { Accounts: (behaviour.accounts ?? ['111111111111', '222222222222']).map((Id) => ({ Id })) };
    case 'ListRoots': {
      const PolicyTypes = behaviour.enabled === false ? [] : [{ Type: 'CHATBOT_POLICY', Status: 'ENABLED' }];
      return { Roots: [{ Id: 'r-ab12', PolicyTypes }] };
    }
    case 'ListParents':
      return { Parents: [{ Id: path[path.indexOf(ChildId) - 1], Type: 'ROOT' }] };
    case 'ListPolicies':
      return { Policies: [...policies.values()].map(summary) };
    case 'ListPoliciesForTarget':
      return {
        Policies: [...policies.values()].filter((one) => one.targets.includes(TargetId)).map(summary),
      };
    case 'ListTagsForResource':
      return { Tags: policy?.tags ?? [] };
    case 'ListTargetsForPolicy':
      return policy === undefined
        ? new Refusal('PolicyNotFoundException')
        : { Targets: policy.targets.map((target) => ({ TargetId: target })) };
    case 'CreatePolicy': {
      const accepts = behaviour.accepts ?? naiveAccepts;
      if (!accepts(Content)) return new Refusal('MalformedPolicyDocumentException');
      const id = `p-${String(policies.size + 1).padStart(4, '0')}${Name.slice(-4).replace('-', '0')}`;
      const { Tags } = input as unknown as { readonly Tags: StoredPolicy['tags'] };
      policies.set(id, { id, name: Name, content: Content, tags: Tags, targets: [] });
      return { Policy: { PolicySummary: { Id: id } } };
    }
    case 'AttachPolicy':
      policy?.targets.push(TargetId);
      return {};
    case 'DetachPolicy':
      policy?.targets.splice(policy.targets.indexOf(TargetId), 1);
      return {};
    case 'DeletePolicy':
      return policies.delete(PolicyId) ? {} : new Refusal('PolicyNotFoundException');
    case 'DescribeEffectivePolicy': {
      const levels = path.map((target) =>
        [...policies.values()]
          .filter((one) => one.targets.includes(target))
          .map((one): JsonValue => JSON.parse(one.content)),
      );
      const merged = naiveMerge(levels);
      return { EffectivePolicy: { PolicyContent: JSON.stringify(behaviour.effective?.(merged) ?? merged) } };
    }
    default:
      return new Refusal('UnknownOperationException');
  }
}
