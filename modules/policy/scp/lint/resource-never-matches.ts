import type { ActionCatalogue } from '../../action-catalogue.js';
import { matches } from '../../pattern/matches.js';
import { type Hole, isPossible, type PossibleText, printable } from '../../pattern/possible-text.js';
import { tokensOf } from '../../pattern/token.js';
import { type Finding, finding } from '../../problems/problem.js';
import type { TextNode } from '../statement-nodes.js';

/**
 * Actions that work on none of the resources of a statement, or else resources that none of the actions works on: AWS
 * never matches the two. An action without resource types matches the resource `*` alone.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function resourceNeverMatches(
  actions: readonly TextNode[],
  resources: readonly TextNode[],
  catalogue: ActionCatalogue,
): Finding[] {
  if (resources.length === 0 || !resources.every(isComparable)) return [];
  const named = actions.map((action) => ({ action, templates: templatesOf(action.text, catalogue) }));
  const works = templateTest(resources);
  const useless = named.filter(({ templates }) => templates !== undefined && !templates.some(works));
  const [first] = useless;
  if (first === undefined) return uselessResources(actions, resources, catalogue);
  const facts = {
    actions: useless.map(({ action }) => action.text),
    resources: resources.map(({ text }) => text),
    expected: [...new Set(useless.flatMap(({ templates = [] }) => templates.map(asPattern)))].sort(),
  };
  return [finding('resource-never-matches', 'warning', first.action, { rule: 'actions', ...facts })];
}

/** Resources that none of the actions works on; none where an action is not in the catalogue. */
export function uselessResources(
  actions: readonly TextNode[],
  resources: readonly TextNode[],
  catalogue: ActionCatalogue,
): Finding[] {
  const comparable = resources.filter(isComparable);
  // The catalogue reads the files of a service on first use.
  if (comparable.length === 0) return [];
  const known = actions.map(({ text }) => templatesOf(text, catalogue));
  if (!known.every((templates) => templates !== undefined)) return [];
  const templates = [...new Set(known.flat())];
  return comparable
    .filter((resource) => !templates.some(templateTest([resource])))
    .map((resource) => {
      const facts = { rule: 'resource', resource: resource.text } as const;
      return finding('resource-never-matches', 'warning', resource, facts);
    });
}

/**
 * False for `*`, for text that is not a whole ARN of one service, and for a policy variable or a placeholder, which is
 * known only later.
 */
function isComparable({ text }: TextNode): boolean {
  return /^arn:[^:]*:[a-z0-9-]+:[^:]*:[^:]*:./.test(text) && !/\$\{|[\uE000-\uF8FF<>]/.test(text);
}

/**
 * The ARN templates of the resources that an action, or one of those that a pattern matches, works on; undefined where
 * the catalogue does not have an action of that name.
 */
function templatesOf(text: string, catalogue: ActionCatalogue): readonly string[] | undefined {
  const [service = '', name = ''] = text.split(':');
  const types = new Map(catalogue.resourceTypesOf(service)?.map((type) => [type.name, type.arn]));
  const pattern = tokensOf(name.toLowerCase(), 'string');
  const found =
    catalogue.actionsOf(service)?.filter((action) => matches(pattern, action.toLowerCase())) ?? [];
  if (found.length === 0) return undefined;
  const used = found.flatMap((action) => catalogue.action(service, action)?.resourceTypes ?? []);
  const templates = [...new Set(used.map((type) => types.get(type.name)))];
  return templates.every((template) => template !== undefined) ? templates : undefined;
}

/** Tests whether one of the resources can be an ARN of a template; each template is compared once. */
function templateTest(resources: readonly TextNode[]): (template: string) => boolean {
  const patterns = resources.map(({ text }) => ({ text, service: text.split(':')[2] }));
  const known = new Map<string, boolean>();
  return (template) => {
    const service = template.split(':')[2];
    // Wildcards between colons can match colons, but hardly ever those of a name.
    const fits = (text: string) =>
      isPossible([tokensOf(text, 'arn')], [possibleArn(template, `:${text}`)]) ||
      isPossible([tokensOf(text, 'resource')], [possibleArn(template, text.replaceAll(':', ''))]);
    const answer =
      known.get(template) ?? patterns.some((pattern) => pattern.service === service && fits(pattern.text));
    known.set(template, answer);
    return answer;
  };
}

/** Any ARN of a template. Names consist of these characters and of others, but colons. */
function possibleArn(template: string, characters: string): PossibleText {
  const [, , service = '', , , ...resource] = template.split(':');
  const anyName: Hole = {
    characters: `${printable.replace(':', '')} ${characters}`,
    minLength: 1,
    maxLength: 2_000,
  };
  // Bucket names have no slash, objects do.
  const bucketName: Hole = { ...anyName, characters: anyName.characters.replaceAll('/', '') };
  const names = resource.join(':').split(/(\$\{\w+\})/);
  return [
    'arn:',
    anyPart,
    `:${service}:`,
    anyPart,
    ':',
    anyPart,
    ':',
    ...names.map((part) => (part === '${BucketName}' ? bucketName : part.startsWith('${') ? anyName : part)),
  ];
}

/** A partition, a Region or an account, or none: AWS's templates are not exact about these. */
const anyPart: Hole = { characters: 'abcdefghijklmnopqrstuvwxyz0123456789-', minLength: 0, maxLength: 32 };

/** A pattern for every resource of a template: `arn:aws:rds:*:*:db:*`. */
function asPattern(template: string): string {
  return template.replace('${Partition}', 'aws').replaceAll(/\$\{\w+\}/g, '*');
}
