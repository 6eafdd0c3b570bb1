import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { type Hole, type PossibleText, printable } from '../../policy/pattern/possible-text.js';
import { alternatives, quoted } from '../../policy/text/quote.js';
import type { AccessRequest, Possible } from '../iam/request.js';
import type { DecisionReason, GateAnswer } from './decision.js';

/** A resource that a call uses besides the given one. */
export interface OtherResource {
  /** As AWS's service authorization reference calls its type: `subnet`. */
  readonly type: string;
  readonly resource: Possible;
}

/**
 * The resources that a call uses besides the given one, by the resource types of its action: those that every call
 * needs, and optional ones where the given resource is one that every call needs. S3 evaluates one resource a call.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function otherResources(
  { action, resource, region, partition }: ResourceQuestion,
  catalogue: ActionCatalogue | undefined,
): readonly OtherResource[] {
  const [service = '', name = ''] = action.split(':');
  const types = catalogue?.action(service, name)?.resourceTypes ?? [];
  if (resource === undefined || resource === '*' || service.toLowerCase() === 's3' || types.length < 2)
    return [];
  const templates = new Map(catalogue?.resourceTypesOf(service)?.map((type) => [type.name, type.arn]));
  const isGiven = (type: string) => fitsTemplate(templates.get(type) ?? '', resource);
  const givesRequired = types.some((type) => type.required && isGiven(type.name));
  return types
    .filter((type) => (type.required || givesRequired) && !isGiven(type.name))
    .map((type) => ({
      type: type.name,
      resource: possibleArn(templates.get(type.name) ?? '', { region, partition }),
    }));
}

interface ResourceQuestion {
  readonly action: string;
  readonly resource: string | undefined;
  readonly region: string | undefined;
  readonly partition: string;
}

/**
 * The answer of a gate for a call that uses several resources: one denied resource denies the call, so an answer that
 * allows the given one is unknown where another may be denied.
 */
export function askForEveryResource(
  ask: (request: AccessRequest) => GateAnswer,
  request: AccessRequest,
  others: readonly OtherResource[],
): GateAnswer {
  const own = ask(request);
  if (own.outcome !== 'allowed' || others.length === 0) return own;
  const context = new Map([...request.context].filter(([key]) => !key.startsWith('aws:resource')));
  const askAbout = (types: readonly string[], resource: Possible): GateAnswer => {
    const [first = '', second = '', third = ''] = types.map(quoted);
    const words =
      types.length > 4
        ? `${first}, ${second}, ${third} or ${types.length - 3} other resources`
        : alternatives(types);
    const other = `the ${words} that ${quoted(request.action)} also uses`;
    return ask({ ...request, context, resource, other });
  };
  const open = new Map<
    string,
    { readonly types: string[]; readonly resource: Possible; readonly answer: GateAnswer }
  >();
  for (const { type, resource } of others) {
    const answer = askAbout([type], resource);
    if (answer.outcome === 'allowed') continue;
    const key = JSON.stringify(answer.reasons.map(({ message: _, ...reason }) => reason));
    const alike = open.get(key) ?? { types: [], resource, answer };
    alike.types.push(type);
    open.set(key, alike);
  }
  const reasons = [...open.values()].flatMap(({ types, resource, answer }) => {
    const all = types.length === 1 ? answer : askAbout(types, resource);
    return all.reasons.map((reason): DecisionReason => ({ ...reason, outcome: 'unknown' }));
  });
  return reasons.length === 0 ? own : { gate: own.gate, outcome: 'unknown', reasons };
}

/** Whether an ARN has the form of a resource type's template, `arn:${Partition}:ec2:${Region}:…`. */
export function fitsTemplate(template: string, arn: string): boolean {
  const literals = template.split(/\$\{\w+\}/).map((text) => text.replace(/\W/g, '\\$&'));
  return template !== '' && new RegExp(`^${literals.join('.*?')}$`, 's').test(arn);
}

function possibleArn(
  template: string,
  { region, partition }: Pick<ResourceQuestion, 'region' | 'partition'>,
): Possible {
  const text = template.split(/\$\{(\w+)\}/).map((part, index): string | Hole => {
    if (index % 2 === 0) return part;
    if (part === 'Partition') return partition;
    if (part === 'Account') return anyAccount;
    return part === 'Region' ? (region ?? anyRegion) : anyName;
  });
  const reason = 'its ARN is not known';
  const texts: readonly PossibleText[] = template === '' ? [[anyName]] : [text];
  return { kind: 'possible', texts, missing: [{ kind: 'fact', reason }] };
}

/** Empty for resources that AWS owns: `arn:aws:ec2:eu-west-1::image/ami-…`. */
const anyAccount: Hole = { characters: '0123456789', minLength: 0, maxLength: 12 };
const anyRegion: Hole = { characters: 'abcdefghijklmnopqrstuvwxyz0123456789-', minLength: 0, maxLength: 32 };
/** Names and IDs have no colons. */
const anyName: Hole = { characters: printable.replace(':', ''), minLength: 1, maxLength: 256 };
