import { chatOperations } from '../modules/simulator/chat-operations.js';
import { rootPlace } from '../modules/simulator/place.js';
import { readOrganizationText } from '../modules/policy/read-organization-text.js';
import { readOrganization } from '../modules/policy/read-organization.js';
import { effectiveChatPolicies } from '../modules/simulator/effective.js';
import { surveyJson, mostWrittenKeys } from '../modules/policy/survey-json.js';
import { readTree } from '../modules/policy/read-tree.js';
import { fieldReader } from '../modules/policy/field-reader.js';
import { accountIds } from '../modules/policy/account-ids.js';
import { checkTreeIds } from '../modules/policy/check-tree-ids.js';
import { isPlainlyGood } from '../modules/policy/chatbot/is-plainly-good.js';
import { awsLimits } from '../modules/policy/limits.js';
import { largeOrganization } from './large-organization.js';
const text = JSON.stringify(largeOrganization({ accounts: 50_000, units: 2_000, chatPolicies: 1_000 }));
const value: any = JSON.parse(text);
const org: any = readOrganization(value).organization;
const units: any[] = [org.root]; for (const u of units) units.push(...u.organizationalUnits);
const bare = (u: any): any => ({ ...u, accounts: u.accounts.filter((a: any) => a.policies.length > 1), organizationalUnits: u.organizationalUnits.map(bare) });
const tasks: Record<string, () => unknown> = {
  parse: () => JSON.parse(text),
  survey: () => surveyJson(value, 1000),
  written: () => mostWrittenKeys(text),
  readOrganization: () => readOrganization(value),
  readTree: () => readTree(fieldReader(), value, { policies: org.policies, missing: [], limits: awsLimits }),
  checkTreeIds: () => checkTreeIds(fieldReader(), org.root, undefined as any),
  accountIds: () => accountIds(units),
  good: () => [...org.policies.values()].map((p: any) => isPlainlyGood(p.content)),
  stringify: () => [...org.policies.values()].map((p: any) => Buffer.byteLength(JSON.stringify(p.content))),
  effective: () => Array.from(effectiveChatPolicies(org), ({ policy }) => policy.effective),
  walk: () => { let n = 0; for (const u of units) for (const a of u.accounts) n += a.policies.length; return n; },
  walkIs: () => { let n = 0; const is = (id: string) => org.policies.get(id)?.type === 'CHATBOT_POLICY'; for (const u of units) for (const a of u.accounts) if (a.policies.some(is)) n++; return n; },
  ops: () => [...org.policies.values()].map((p: any) => chatOperations(p.id, p.content, rootPlace())),
  ops1: () => { const r = rootPlace(); return [...org.policies.values()].map((p: any) => chatOperations(p.id, p.content, r)); },
  noAccounts: () => { const o = { ...org, root: bare(org.root) }; return [...effectiveChatPolicies(o)]; },
  all: () => { const { organization } = readOrganizationText({ text }); return Array.from(effectiveChatPolicies(organization!), ({ policy }) => policy.effective); },
};
const only = process.argv[2]?.split(',');
const names = Object.keys(tasks).filter((n) => !only || only.includes(n));
const times: Record<string, number[]> = {}; const kept: any = {};
for (let run = 0; run < 15; run++) for (const n of names) { kept[n] = undefined; const t = performance.now(); kept[n] = tasks[n]!(); (times[n] ??= []).push(performance.now() - t); }
for (const n of names) { const s = times[n]!.slice(4).sort((a, b) => a - b); console.log(n.padEnd(20), s[5]!.toFixed(1), 'min', s[0]!.toFixed(1)); }
