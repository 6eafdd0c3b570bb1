import type { ActionCatalogue } from '../policy/action-catalogue.js';
import { partitionOfRegion } from '../policy/partition.js';
import type { CommandLine } from './parse-command-line.js';

/** The account, partition and Region of the caller, as far as they are known. */
export interface CallerPlace {
  readonly accountId?: string;
  /** The partition of a command that names no Region. Default: `aws`. */
  readonly partition?: string;
  readonly region?: string;
}

/**
 * The ARN of the resource of an action, where the line certainly names it: an option is the ARN of one of the action's
 * resource types, or its options fill the template of the only type that a request must name. `*` where the action has
 * no resource types.
 */
export function resourceOfCommand(
  line: CommandLine,
  action: string,
  catalogue: ActionCatalogue,
  place: CallerPlace,
): string | undefined {
  const [service = '', name = ''] = action.split(':');
  const types = catalogue.action(service, name)?.resourceTypes;
  // `--bucket` and `--key` are the destination of a copy, not its source.
  const readsSource = line.options.has('--copy-source') && name.startsWith('GetObject');
  if (types === undefined || readsSource) return undefined;
  if (types.length === 0) return '*';
  const templateOf = new Map(catalogue.resourceTypesOf(service)?.map((type) => [type.name, type.arn]));
  const templates = types.map((type) => templateOf.get(type.name) ?? '');
  const given = [...line.options.values()].flat().filter((value) => value.startsWith('arn:'));
  const arns = given.filter((arn) => templates.some((template) => fits(template, arn)));
  if (arns.length > 0) return arns.length === 1 ? arns[0] : undefined;
  const needed = types.filter((type) => type.required || service === 's3');
  const filledIn = needed.map((type) => filled(templateOf.get(type.name) ?? '', line, place));
  // A request of S3 names one of its types, a bucket or an access point; one of any other service all of them.
  const known = filledIn.filter((arn) => arn !== undefined);
  return known.length === 1 && (service === 's3' || needed.length === 1) ? known[0] : undefined;
}

function fits(template: string, arn: string): boolean {
  const literals = template.split(/\$\{\w+\}/).map((text) => text.replace(/\W/g, '\\$&'));
  return new RegExp(`^${literals.join('.+?')}$`, 's').test(arn);
}

/** The template with every variable replaced; undefined when one of them is not known. */
function filled(template: string, line: CommandLine, place: CallerPlace): string | undefined {
  let complete = template !== '';
  const arn = template.replace(/\$\{(\w+)\}/g, (_, variable: string) => {
    const value = variableValue(variable, line, place);
    complete &&= value !== undefined;
    return value ?? '';
  });
  return complete ? arn : undefined;
}

function variableValue(variable: string, line: CommandLine, place: CallerPlace): string | undefined {
  const region = line.options.get('--region')?.[0] ?? place.region;
  if (variable === 'Partition')
    return region === undefined ? (place.partition ?? 'aws') : partitionOfRegion(region);
  if (variable === 'Account') return place.accountId;
  if (variable === 'Region') return region;
  const options = Object.hasOwn(optionsOfVariable, variable) ? optionsOfVariable[variable] : [];
  const [value, another] = options?.flatMap((option) => line.options.get(option) ?? []) ?? [];
  const plain = variable === 'ObjectName' ? /^[\w./-]+$/ : /^[\w.-]+$/;
  return value !== undefined && another === undefined && plain.test(value) ? value : undefined;
}

/**
 * The options whose value is part of an ARN unchanged. Names that an ARN lengthens (a secret's gets six random
 * characters) are not here.
 */
const optionsOfVariable: Readonly<Record<string, readonly string[]>> = {
  AlarmName: ['--alarm-name', '--alarm-names'],
  BucketName: ['--bucket'],
  DbClusterInstanceName: ['--db-cluster-identifier'],
  DbInstanceName: ['--db-instance-identifier'],
  DocumentName: ['--document-name'],
  DomainName: ['--domain-name'],
  FunctionName: ['--function-name'],
  InstanceId: ['--instance-id', '--instance-ids'],
  KeyId: ['--key-id'],
  ObjectName: ['--key'],
  QueueName: ['--queue-name'],
  RepositoryName: ['--repository-name'],
  SecurityGroupId: ['--group-id'],
  SnapshotId: ['--snapshot-id'],
  StreamName: ['--stream-name'],
  TableName: ['--table-name'],
  VolumeId: ['--volume-id'],
  VpcId: ['--vpc-id'],
};
