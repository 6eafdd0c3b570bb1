import type { Source } from '../../../config/text/node-at-path.js';
import type { ActionCatalogue } from '../../../policy/action-catalogue.js';
import type { Problem } from '../../../policy/problems/problem.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../policy/text/json.js';
import { parseJson } from '../../../policy/text/parse-json.js';
import { problemsIn } from '../../../policy/text/position.js';
import { quoted } from '../../../policy/text/quote.js';
import { checkedDocument } from '../checked-document.js';
import {
  type FoundPolicy,
  type ImportSource,
  importGap,
  leftAlone,
  notImported,
  policyTypeOf,
} from '../found-policy.js';
import { type StateResource, stateResources } from './state-resources.js';

/** What a state holds, and which resources of the root module it covers. */
export interface FoundInState extends ImportSource {
  /** Addresses without an index, e.g. `aws_organizations_policy.slack`. */
  readonly addresses: ReadonlySet<string>;
}

/** The policies of a Terraform state, by their ids and with their attachments: a state file, or what `show -json` prints. */
export function fromState(source: Source, catalogue?: ActionCatalogue): FoundInState {
  const { tree, findings } = parseJson(source.text);
  if (tree === undefined)
    return { policies: [], problems: problemsIn(source, findings), addresses: new Set() };
  const resources = stateResources(JSON.parse(source.text) as JsonValue);
  if (resources === undefined) {
    const place = { file: source.file, line: 1, column: 1, path: ['version'] };
    const help = 'upgrade it with Terraform 0.12 or later, or name `terraform show -json`';
    const problem = {
      ...notImported(place, 'a state of another version than 4', help),
      severity: 'error',
    } as const;
    return { policies: [], problems: [problem], addresses: new Set() };
  }
  const open: Problem[] = [];
  const attachments = resources.filter(({ type }) => type === 'aws_organizations_policy_attachment');
  const policies = resources.flatMap((resource) =>
    resource.type === 'aws_organizations_policy'
      ? policyOf(resource, attachments, source.file, open, catalogue)
      : [],
  );
  const addresses = new Set(resources.map(({ address }) => address.replace(/\[.*$/, '')));
  return { policies, problems: open, addresses };
}

function policyOf(
  { address, path, values }: StateResource,
  attachments: readonly StateResource[],
  file: string,
  open: Problem[],
  catalogue: ActionCatalogue | undefined,
): FoundPolicy[] {
  const place = { file, path };
  const type = policyTypeOf(text(values['type']));
  if (type === undefined) {
    const message = `${quoted(address)} is a ${quoted(text(values['type']))}, which this toolkit does not govern`;
    open.push(leftAlone(place, message));
    return [];
  }
  const document = checkedDocument(text(values['content']), type, catalogue);
  if (document.errors !== undefined) {
    const [first] = document.errors;
    open.push(notImported(place, `${quoted(address)}: ${first?.message ?? 'no document'}`, first?.help));
    return [];
  }
  const id = text(values['id']);
  const own = attachments.filter(({ values: attached }) => attached['policy_id'] === id);
  const skipDestroy = values['skip_destroy'] === true;
  open.push(...unlike(own, skipDestroy, file));
  const targets = own.map(({ values: attached }) => text(attached['target_id'])).sort();
  return [
    {
      ...{ type, id, name: text(values['name']), content: document.content, place, after: [] },
      description: text(values['description']),
      tags: tagsOf(values['tags']),
      targets: targets.map((target) => ({ written: target, attachedTo: target })),
      ...{ skipDestroy, preventDestroy: false },
    },
  ];
}

/** Attachments that Terraform would treat otherwise than their policy when it deletes them. */
function unlike(attachments: readonly StateResource[], skipDestroy: boolean, file: string): Problem[] {
  const others = attachments.filter(({ values }) => (values['skip_destroy'] === true) !== skipDestroy);
  return others.map(({ address, path }) => {
    const message = `${quoted(address)} and its policy differ in \`skip_destroy\``;
    return importGap({ file, path }, message, '`skipDestroy` means both; decide for one');
  });
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function tagsOf(value: JsonValue | undefined): Readonly<Record<string, string>> {
  const tags: JsonObject = isJsonObject(value) ? value : {};
  return Object.fromEntries(Object.entries(tags).map(([key, tag]) => [key, text(tag)]));
}
