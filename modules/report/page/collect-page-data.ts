import { chatNamesIn, withChatName } from '../../policy/organization/chat-names.js';
import {
  accountsOf,
  type Organization,
  type OrganizationalUnit,
} from '../../policy/organization/organization.js';
import { numbering } from './numbering.js';
import { pageAnswers } from './page-answers.js';
import type { PageData, PageUnit, ReviewData, ReviewSubject } from './page-data.js';
import { pageGuardrails } from './page-guardrails.js';

/** Collects what the page shows. With a plan, the tree is the one after it, and the changes are those of the plan. */
export function collectPageData(subject: ReviewSubject): ReviewData {
  const organization = subject.planned?.organization ?? subject.organization;
  const { units, numbers } = unitsOf(organization);
  const guardrails = pageGuardrails(organization, subject.requirements);
  const answers = pageAnswers(organization);
  const sets = numbering<readonly number[]>((set) => set.join(' '));
  const changed = new Map(
    subject.planned?.impact.groups.flatMap(({ accounts }, change) => accounts.map((id) => [id, change])),
  );
  const accounts = [...accountsOf(organization)].map(({ account, units: path }) => {
    const unit = numbers.get(path.at(-1)?.id ?? '') ?? 0;
    const set = sets.numberOf(guardrails.binding(account.id));
    return [
      account.id,
      account.name,
      unit,
      answers.of(account.id),
      set,
      changed.get(account.id) ?? -1,
    ] as const;
  });
  return {
    organization: organization.id,
    units: units.map((unit) => ({ ...unit, attached: guardrails.at(unit.id) })),
    accounts,
    answers: answers.all,
    guardrails: guardrails.all,
    guardrailSets: sets.all,
    channels: channelsOf(organization),
    ...chatNamesOf(organization, answers.all),
    management: organization.managementAccountId,
  };
}

/** The part of the data that the script of the page reads. */
export function scriptData({ units, guardrails, ...data }: ReviewData): PageData {
  return {
    ...data,
    units: units.map(({ id, name, parent }) => ({ id, name, parent })),
    guardrails: guardrails.map(({ name, requirement }) => ({ name, requirement })),
  };
}

function unitsOf({ root }: Organization): {
  readonly units: readonly PageUnit[];
  readonly numbers: ReadonlyMap<string, number>;
} {
  const units: PageUnit[] = [];
  const numbers = new Map<string, number>();
  const walk = (unit: OrganizationalUnit, parent: number): void => {
    const number = units.length;
    numbers.set(unit.id, number);
    units.push({ id: unit.id, name: unit.name === '' ? unit.id : unit.name, parent });
    for (const child of unit.organizationalUnits) walk(child, number);
  };
  walk(root, -1);
  return { units, numbers };
}

/** The names of the workspaces, tenants and teams that the answers contain. */
function chatNamesOf(organization: Organization, answers: PageData['answers']): Pick<PageData, 'chatNames'> {
  const names = chatNamesIn(organization);
  const ids = answers.flatMap(({ slack, teams }) => [slack, teams].flatMap(({ places }) => places));
  const used = new Set(ids.flatMap(({ id }) => id.toLowerCase().split('/')));
  const known = [...names].filter(([id]) => used.has(id));
  return known.length === 0 ? {} : { chatNames: Object.fromEntries(known) };
}

/** More chat configurations than these are not all listed at their accounts. */
const maxChannels = 5_000;
/** The chat configurations that an account shows then. */
const channelsShown = 10;

function channelsOf(organization: Organization): PageData['channels'] {
  const names = chatNamesIn(organization);
  const most = organization.channels.length > maxChannels ? channelsShown : maxChannels;
  const counts = new Map<string, number>();
  const lines = organization.channels.flatMap((channel): PageData['channels'] => {
    const { accountId, platform, name, workspaceId, tenantId, teamId, channelType } = channel;
    const count = (counts.get(accountId) ?? 0) + 1;
    counts.set(accountId, count);
    if (count > most) return [];
    const ids = [workspaceId, tenantId, teamId].filter((part) => part !== undefined);
    const place = ids.map((id) => withChatName(names, id)).join('/');
    const role = channel.userRoleRequired ? 'user roles' : 'channel role';
    return [[accountId, [name, platform, place, channelType, role].filter((part) => part).join(' · ')]];
  });
  const others = [...counts].flatMap(([accountId, count]): PageData['channels'] =>
    count > most ? [[accountId, `and ${count - most} more, which the organization file lists`]] : [],
  );
  return [...lines, ...others];
}
