import type { JsonObject } from '../../modules/policy/text/json.js';

/** How wide an organization is. */
export interface Width {
  readonly units: number;
  readonly accounts: number;
  readonly chatPolicies: number;
  readonly guardrails: number;
}

/** An organization file of any size and how many pages of twenty the API takes for its parts. */
export interface WideOrganization {
  readonly file: JsonObject;
  readonly pages: { readonly units: number; readonly accounts: number; readonly targets: number };
}

interface Unit {
  readonly id: string;
  readonly name: string;
  readonly accounts: { readonly id: string; readonly name: string; readonly policies: string[] }[];
  readonly organizationalUnits: Unit[];
  readonly policies: string[];
}

/**
 * Units in a tree three deep, accounts dealt out unevenly, every policy on a handful of places, FullAWSAccess on
 * all of them. Every detail follows from the width.
 */
export function wideOrganizationFile({ units, accounts, chatPolicies, guardrails }: Width): WideOrganization {
  const unit = (id: string, name: string): Unit => ({
    id,
    name,
    policies: [],
    accounts: [],
    organizationalUnits: [],
  });
  const all = [unit('r-ab12', 'Root')];
  for (let index = 1; index <= units; index++) {
    const parent = all[index <= 25 ? 0 : (index * 7) % Math.min(25, index)];
    const one = unit(`ou-ab12-${String(index).padStart(8, '0')}`, `Unit ${String(index).padStart(4, '0')}`);
    parent?.organizationalUnits.push(one);
    all.push(one);
  }
  for (let index = 0; index < accounts; index++) {
    const home = all[(index * index) % all.length];
    const id = String(100_000_000_000 + index);
    home?.accounts.push({ id, name: `account ${index}`, policies: [] });
  }
  const places = all.flatMap((one) => [one, ...one.accounts]);
  const attachments = new Map<string, number>();
  const attach = (policy: string, place: { readonly policies: string[] } | undefined): void => {
    if (place === undefined || place.policies.includes(policy)) return;
    place.policies.push(policy);
    attachments.set(policy, (attachments.get(policy) ?? 0) + 1);
  };
  const policies: Record<string, JsonObject> = {};
  const add = (
    id: string,
    policy: JsonObject,
    on: readonly ({ readonly policies: string[] } | undefined)[],
  ): void => {
    policies[id] = { awsManaged: false, description: '', tags: {}, ...policy };
    attachments.set(id, 0);
    for (const place of on) attach(id, place);
  };
  const scp = { type: 'SERVICE_CONTROL_POLICY', content: { Version: '2012-10-17', Statement: [] } };
  for (let index = 0; index < chatPolicies; index++) {
    const workspaces = { '@@assign': [`T${index}`] };
    const content = { chatbot: { platforms: { slack: { workspaces } } } };
    const on = Array.from(
      { length: index % 30 },
      (_, step) => places[(index * 31 + step * 17) % places.length],
    );
    add(
      `p-chat${String(index).padStart(6, '0')}`,
      { name: `chat ${index}`, type: 'CHATBOT_POLICY', content },
      on,
    );
  }
  for (let index = 0; index < guardrails; index++) {
    add(`p-scp0${String(index).padStart(6, '0')}`, { ...scp, name: `guardrail ${index}` }, [
      all[index % all.length],
    ]);
  }
  const { description: _, tags: __, ...managed } = { ...scp, description: '', tags: {} };
  add('p-FullAWSAccess', { ...managed, name: 'FullAWSAccess', awsManaged: true }, places);
  const pages = (counts: readonly number[]): number =>
    counts.reduce((sum, count) => sum + Math.max(1, Math.ceil(count / 20)), 0);
  return {
    file: {
      version: 1,
      id: 'o-exampleorgid',
      managementAccountId: '100000000000',
      enabledPolicyTypes: ['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY'],
      root: all[0] as unknown as JsonObject,
      policies,
    },
    pages: {
      units: pages(all.map((one) => one.organizationalUnits.length)),
      accounts: pages(all.map((one) => one.accounts.length)),
      targets: pages([...attachments.values()]),
    },
  };
}
