import { planConfiguration, type Surroundings } from '../../config/plan-configuration.js';
import type { Organization } from '../../policy/organization/organization.js';
import { ownershipTag } from '../../policy/plan/ownership.js';
import { type Plan, type PlannedPolicy, renderTarget } from '../../policy/plan/plan.js';
import { policyMeaning } from '../../policy/policy-meaning.js';
import type { Problem } from '../../policy/problems/problem.js';
import { canonicalJson } from '../../policy/text/canonical-json.js';
import type { NamedDraft } from './configuration-text.js';
import { type FoundPolicy, notImported } from './found-policy.js';

/** The name of the configuration that is written. */
export const configurationName = 'chat-guardrails.yaml';

/** A file of the result, by its path below the folder. */
export interface ComposedFile {
  readonly path: string;
  readonly text: string;
}

/** What the configuration is checked against. */
export interface Surrounding extends Pick<Surroundings, 'catalogue' | 'today'> {
  /** The organization in which the targets are looked up. */
  readonly known: Organization | undefined;
}

/** How a configuration that is read back differs from what was found. */
export interface Review {
  /** Policies that cannot be written as they are, each with the problem, at its place in the source. */
  readonly refused: ReadonlyMap<FoundPolicy, Problem>;
  /** Problems that only someone who knows the organization can solve, at their places in the source. */
  readonly gaps: readonly Problem[];
}

/** Reads and plans what is about to be written, and compares it with what was found. */
export function verifyRoundTrip(
  files: readonly ComposedFile[],
  drafts: readonly NamedDraft[],
  around: Surrounding,
): Review {
  const planned = planOf(files, around);
  const refused = new Map<FoundPolicy, Problem>();
  const gaps: Problem[] = [];
  for (const problem of planned.problems) {
    if (problem.severity !== 'error') continue;
    const policy = draftAt(problem, drafts)?.policy;
    if (policy === undefined) throw new Error(`cannot read what was written: ${problem.message}`);
    const inSource = atSource(problem, policy);
    if (kindsToDecide.has(problem.kind)) gaps.push(inSource);
    else if (!refused.has(policy)) refused.set(policy, inSource);
  }
  if (refused.size > 0 || gaps.length > 0 || planned.plan === undefined) return { refused, gaps };
  for (const { policy } of drafts) {
    if (isPlanned(policy, planned.plan)) continue;
    refused.set(policy, notImported(policy.place, { rule: 'round-trip', policy: policy.name }));
  }
  return { refused, gaps };
}

/** A problem of the written configuration as a warning about the policy in its source. */
function atSource({ kind, facts, message, help }: Problem, { place }: FoundPolicy): Problem {
  return {
    ...{ kind, severity: 'warning', facts, message, ...place },
    ...(help !== undefined && { help }),
  };
}

/** Kinds of problems that only someone who knows the organization can solve. */
const kindsToDecide: ReadonlySet<string> = new Set([
  'peers-assign-same-value',
  'too-many-attachments',
  'too-many-policies',
]);

function planOf(files: readonly ComposedFile[], { known, catalogue, today }: Surrounding) {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const source = { text: texts.get(configurationName) ?? '', file: configurationName };
  const surroundings: Surroundings = {
    readDocument: (path) => {
      const text = texts.get(path);
      return text === undefined ? { reason: 'it was not written' } : { text, file: path };
    },
    readOrganization: () => ({ problems: [] }),
    today,
    ...(catalogue && { catalogue }),
  };
  const organization = { ...(known && { organization: known }), problems: [] };
  const { environments, problems } = planConfiguration(source, surroundings, { organization });
  return { plan: environments[0]?.plan, problems };
}

/** The draft that a problem is about: one of a list of the configuration, or the file of its document. */
function draftAt({ file, path }: Problem, drafts: readonly NamedDraft[]): NamedDraft | undefined {
  const [list, index] = path;
  if (file !== configurationName) return drafts.find((draft) => draft.file === file);
  const type = list === 'chatPolicies' ? 'CHATBOT_POLICY' : 'SERVICE_CONTROL_POLICY';
  const ofType = drafts.filter(({ policy }) => policy.type === type);
  return typeof index === 'number' ? ofType[index] : undefined;
}

/** Whether the plan has the policy as it was found; of what Terraform imports, the document must be the same JSON. */
function isPlanned(policy: FoundPolicy, { policies }: Plan): boolean {
  const planned = policies.find(({ type, name }) => type === policy.type && name === policy.name);
  if (planned === undefined || factsOf(planned) !== factsOfFound(policy)) return false;
  return policy.id === undefined || canonicalJson(planned.content) === canonicalJson(policy.content);
}

function factsOf({ type, content, description, tags, targets, retention, existing }: PlannedPolicy): string {
  const where = targets.map(renderTarget).sort();
  const attached = Object.entries(existing?.attachments ?? {}).sort();
  const meaning = policyMeaning(type, content);
  const { skipDestroy, preventDestroy } = retention;
  const kept = [skipDestroy, preventDestroy, existing?.id ?? ''];
  return JSON.stringify([meaning, description, tagsOf(tags, existing?.id), where, attached, kept]);
}

function factsOfFound(policy: FoundPolicy): string {
  const { type, content, description, tags, targets = [], id = '', skipDestroy, preventDestroy } = policy;
  const where = targets.map(({ written }) => written).sort();
  const known = targets.flatMap(({ written, attachedTo }) =>
    attachedTo === undefined || id === '' ? [] : [[written, attachedTo]],
  );
  const meaning = policyMeaning(type, content);
  const kept = [skipDestroy, preventDestroy, id];
  return JSON.stringify([meaning, description, tagsOf(tags, policy.id), where, known.sort(), kept]);
}

/** The tags in one order; a policy that is created gets the ownership tag besides its own. */
function tagsOf(tags: Readonly<Record<string, string>>, adopted: string | undefined) {
  const all = Object.entries(tags).sort();
  return adopted === undefined ? all.filter(([key]) => key !== ownershipTag) : all;
}
