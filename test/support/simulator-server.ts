import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { naiveDecide } from './naive-decide.js';
import type { ScpDocument } from './scp-document.js';

/** IAM's simulator on a port of this machine, in its wire format (query, XML), with a naive evaluator behind it. */
export interface SimulatorServer {
  readonly endpoint: string;
  /** The parameters of every call. */
  readonly calls: Readonly<Record<string, string>>[];
  readonly close: () => Promise<void>;
}

/** `answer` may decide otherwise; `refusal` is the error code of every call, or of the nth one. */
export async function simulatorServer(
  answer: (action: string, decided: boolean) => boolean = (_, decided) => decided,
  refusal?: string | ((nth: number) => string | undefined),
): Promise<SimulatorServer> {
  const calls: Readonly<Record<string, string>>[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const parameters = Object.fromEntries(new URLSearchParams(body));
    calls.push(parameters);
    response.setHeader('content-type', 'text/xml');
    const code = typeof refusal === 'function' ? refusal(calls.length) : refusal;
    if (code !== undefined) response.statusCode = code === 'Throttling' ? 400 : 403;
    response.end(code === undefined ? resultsOf(parameters, answer) : errorXml(code));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

type Parameters = Readonly<Record<string, string>>;

function resultsOf(parameters: Parameters, answer: (action: string, decided: boolean) => boolean): string {
  const levels = members(parameters, 'OrderedOrganizationPolicyInputList.member').map((level) =>
    members(parameters, `${level}.ServiceControlPolicyInputList.member`).map((name) =>
      listed(JSON.parse(parameters[name] ?? '')),
    ),
  );
  const keys = members(parameters, 'ContextEntries.member').map((entry) => [
    parameters[`${entry}.ContextKeyName`] ?? '',
    members(parameters, `${entry}.ContextKeyValues.member`).map((name) => parameters[name] ?? ''),
  ]);
  const context = Object.fromEntries(keys);
  const resource = parameters['ResourceArns.member.1'] ?? '*';
  const results = members(parameters, 'ActionNames.member').map((name) => {
    const action = parameters[name] ?? '';
    const allowed = answer(action, naiveDecide(levels, { action, resource, context }));
    const decision = allowed ? 'allowed' : 'explicitDeny';
    return `<member><EvalActionName>${action}</EvalActionName><EvalResourceName>${resource}</EvalResourceName><EvalDecision>${decision}</EvalDecision></member>`;
  });
  const result = `<SimulateCustomPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>${results.join('')}</EvaluationResults></SimulateCustomPolicyResult>`;
  return `<SimulateCustomPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">${result}</SimulateCustomPolicyResponse>`;
}

/** A policy with lists for its single values, as the naive evaluator reads it. */
function listed({ Statement, ...policy }: Readonly<Record<string, unknown>>): ScpDocument {
  const lists = (value: unknown) => (value === undefined ? undefined : [value].flat().map(String));
  const statements = [Statement].flat().map((written) => {
    const { Action, NotAction, Resource, NotResource, Condition, ...rest } = Object(written);
    const condition = Object.entries(Object(Condition)).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(Object(keys)).map(([key, value]) => [key, lists(value)])),
    ]);
    const parts = { Action, NotAction, Resource, NotResource };
    const some = Object.entries(parts).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, lists(value)]],
    );
    return { ...rest, ...Object.fromEntries(some), Condition: Object.fromEntries(condition) };
  });
  return Object.assign(policy, { Statement: statements }) as unknown as ScpDocument;
}

/** The parameters `PREFIX.1`, `PREFIX.2`, …, also where they only begin longer names. */
function members(parameters: Parameters, prefix: string): readonly string[] {
  const found: string[] = [];
  for (
    let index = 1;
    Object.keys(parameters).some((name) => `${name}.`.startsWith(`${prefix}.${index}.`));
    index++
  ) {
    found.push(`${prefix}.${index}`);
  }
  return found;
}

function errorXml(code: string): string {
  return `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${code}!</Message></Error></ErrorResponse>`;
}
