import { type Problem, quoted } from '../../policy/problem.js';
import { type FoundPolicy, importGap } from './found-policy.js';

/** What sources without ids and attachments leave open; where the organization is known, ids were looked for there. */
export function openQuestions(
  policies: readonly FoundPolicy[],
  organizationIsKnown: boolean,
): readonly Problem[] {
  const unattached = policies.filter(({ targets }) => targets === undefined);
  const unknown = organizationIsKnown ? [] : policies.filter(({ id }) => id === undefined);
  return [
    ...unattached.map(({ name, place }) =>
      importGap(
        place,
        `where ${quoted(name)} is attached is not known from its source`,
        'write `targets`, or name the organization with `--organization`',
      ),
    ),
    ...unidentified(unknown),
  ];
}

function unidentified([first, ...others]: readonly FoundPolicy[]): readonly Problem[] {
  if (first === undefined) return [];
  const whose = others.length === 0 ? '' : ` and of ${others.length} more`;
  const message = `no id of ${quoted(first.name)}${whose}: what exists already, Terraform would create a second time`;
  return [
    importGap(first.place, message, 'name the organization, which knows the ids, with `--organization`'),
  ];
}
