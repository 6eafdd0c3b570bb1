import type { ActionCatalogue } from '../policy/action-catalogue.js';
import type { NeededAction, OptionalAction } from '../policy/command-actions.js';
import type { CommandLine } from './parse-command-line.js';

/**
 * Roles and tags: passing a role to a service needs `iam:PassRole`, and most services ask for their tagging
 * action when something is created with tags. Which operations do is not in any list that AWS publishes.
 * `iam:PassRole` is not an operation: that chat cannot run IAM commands does not concern it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
 */
export function optionalActions(
  line: CommandLine,
  needed: readonly NeededAction[],
  catalogue: ActionCatalogue,
): readonly OptionalAction[] {
  const [service = ''] = needed[0]?.action.split(':') ?? [];
  const found = [...line.options.keys()].flatMap((option): readonly OptionalAction[] => {
    if (service !== 'sts' && passesRole.test(option)) return [{ action: 'iam:PassRole', option }];
    const tagging = setsTags.test(option) ? taggingAction(service, catalogue) : undefined;
    return tagging === undefined ? [] : [{ action: tagging, option }];
  });
  return found.filter(
    ({ action }, index) =>
      needed.every((other) => other.action !== action && !isTagging(other.action, catalogue)) &&
      found.findIndex((other) => other.action === action) === index,
  );
}

const passesRole = /^--(?:[a-z-]+-)?role(?:-arns?)?$|^--iam-instance-profile$/;
const setsTags = /^--(?:tags|tag-specifications|tag-list)$/;

function taggingAction(service: string, catalogue: ActionCatalogue): string | undefined {
  const names = ['TagResource', 'CreateTags', 'AddTagsToResource', 'AddTags'];
  const name = names.find((candidate) => catalogue.action(service, candidate) !== undefined);
  return name && `${service}:${name}`;
}

function isTagging(action: string, catalogue: ActionCatalogue): boolean {
  const [service = '', name = ''] = action.split(':');
  return catalogue.action(service, name)?.accessLevel === 'Tagging';
}
