import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonValue } from '../../modules/policy/text/json.js';

/** AWS Organizations as `verify` asks it, on a port of this machine. */
export interface EffectivePolicyServer {
  readonly endpoint: string;
  /** The operations in the order of their requests, with the account they are about. */
  readonly log: string[];
  readonly close: () => Promise<void>;
}

/** What the server answers. */
export interface EffectivePolicyAnswers {
  readonly organizationId?: string;
  /** The effective policy of an account; undefined: there is none. `nth` counts the requests about the account. */
  readonly effective: (accountId: string, nth: number) => JsonValue | Refusal | undefined;
  /** Called before every answer, with the request as it is in the log; an answer waits for the promise. */
  readonly before?: (request: string) => Promise<void> | void;
  readonly invalid?: Readonly<Record<string, readonly object[]>>;
  /** Operations that are refused. */
  readonly refused?: Readonly<Record<string, Refusal>>;
}

/** An error of AWS. */
export class Refusal {
  constructor(
    readonly type: string,
    readonly status = 400,
    readonly message = `${type}!`,
  ) {}
}

/** Serves effective policies in the wire format of AWS Organizations (JSON 1.1). */
export async function effectivePolicyServer(answers: EffectivePolicyAnswers): Promise<EffectivePolicyServer> {
  const log: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const { TargetId, AccountId, NextToken } = JSON.parse(body || '{}');
    const entry = [operation, TargetId ?? AccountId, NextToken].filter(Boolean).join(' ');
    log.push(entry);
    await answers.before?.(entry);
    const nth = log.filter((one) => one === entry).length;
    const answer =
      answers.refused?.[operation] ?? answerTo(answers, operation, TargetId ?? AccountId, NextToken, nth);
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    if (answer instanceof Refusal) response.statusCode = answer.status;
    response.end(
      JSON.stringify(answer instanceof Refusal ? { __type: answer.type, Message: answer.message } : answer),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    log,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answerTo(
  { organizationId = 'o-exampleorgid', effective, invalid = {} }: EffectivePolicyAnswers,
  operation: string,
  accountId: string,
  token: string | undefined,
  nth: number,
): object {
  const ids = Object.keys(invalid);
  switch (operation) {
    case 'DescribeOrganization':
      return { Organization: { Id: organizationId, MasterAccountId: '111111111111' } };
    case 'DescribeEffectivePolicy': {
      const found = effective(accountId, nth);
      if (found instanceof Refusal) return found;
      if (found === undefined) return new Refusal('EffectivePolicyNotFoundException');
      return {
        EffectivePolicy: {
          PolicyContent: JSON.stringify(found),
          PolicyType: 'CHATBOT_POLICY',
          TargetId: accountId,
        },
      };
    }
    case 'ListAccountsWithInvalidEffectivePolicy': {
      // One account a page, so that paging is used.
      const at = Number(token ?? 0);
      const accounts = ids.slice(at, at + 1).map((Id) => ({ Id }));
      return {
        Accounts: accounts,
        PolicyType: 'CHATBOT_POLICY',
        ...(at + 1 < ids.length ? { NextToken: String(at + 1) } : {}),
      };
    }
    case 'ListEffectivePolicyValidationErrors':
      return {
        AccountId: accountId,
        PolicyType: 'CHATBOT_POLICY',
        EffectivePolicyValidationErrors: invalid[accountId] ?? [],
      };
    default:
      return new Refusal('UnknownOperationException');
  }
}
