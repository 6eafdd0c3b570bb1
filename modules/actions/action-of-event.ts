import type { ActionCatalogue } from '../policy/action-catalogue.js';
import { findCommand } from './find-command.js';
import { commandTable } from './load-command-table.js';

/**
 * Event sources of CloudTrail, without `.amazonaws.com`, whose IAM prefix has another name (read 2026-11-30).
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-aws-service-specific-topics.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
const prefixes = new Map<string, string>(
  Object.entries({
    'api.pricing': 'pricing',
    'data.iot': 'iotdata',
    email: 'ses',
    'entitlement.marketplace': 'aws-marketplace',
    'ingest.timestream': 'timestream',
    'metering.marketplace': 'aws-marketplace',
    'models.lex': 'lex',
    monitoring: 'cloudwatch',
    'mturk-requester': 'mechanicalturk',
    'query.timestream': 'timestream',
    'runtime.lex': 'lex',
    tagging: 'tag',
  }),
);

/** Events whose name is not that of an operation. */
const operations = new Map<string, string>(
  Object.entries({
    'lambda:Invoke': 'InvokeFunction',
    's3:DeleteMultipleObjects': 'DeleteObject',
    's3:DeleteObjects': 'DeleteObject',
  }),
);

/**
 * The IAM actions that the request of a CloudTrail event needs; empty where AWS publishes none for it. Most are the
 * prefix of the event source and the name of the event; the others follow the table of AWS CLI commands, since a command
 * has the name of its API operation.
 */
export function actionsOfEvent(
  eventSource: string,
  eventName: string,
  catalogue: ActionCatalogue,
): readonly string[] {
  const source = eventSource.replace(/\.amazonaws\.com(?:\.cn)?$/, '');
  const prefix = prefixes.get(source) ?? source;
  // Lambda and CloudFront append the version of their API: `Invoke20150331`, `GetFunction20150331v2`.
  const plain = eventName.replace(/\d{4}_?\d{2}_?\d{2}(?:v\d+)?$/, '');
  const operation = operations.get(`${prefix}:${plain}`) ?? plain;
  const command = kebab(operation);
  for (const name of commandTable.services()) {
    if (commandTable.service(name)?.prefix !== prefix) continue;
    const found = findCommand(
      { service: name, command, arguments: [], options: new Map() },
      { catalogue, commands: commandTable },
    );
    if ('actions' in found) return found.actions.map(({ action }) => action);
  }
  const own = catalogue.action(prefix, operation)?.name;
  return own === undefined ? [] : [`${prefix}:${own}`];
}

/** `DeleteDBCluster` as the AWS CLI spells it: `delete-db-cluster`. */
function kebab(operation: string): string {
  return operation
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}
