import { nodeAt, type Source } from '../../config/text/node-at-path.js';
import { parseYaml } from '../../config/text/parse-yaml.js';
import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { accountsOf, type Organization } from '../../policy/organization/organization.js';
import type { PolicyType } from '../../policy/plan/plan.js';
import type { Problem } from '../../policy/problems/problem.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';
import { problemsIn } from '../../policy/text/position.js';
import { quoted } from '../../policy/text/quote.js';
import { jsonOf } from '../../policy/text/syntax-tree.js';
import { checkedDocument } from './checked-document.js';
import {
  type FoundPlace,
  type FoundPolicy,
  type FoundTarget,
  type ImportSource,
  importGap,
  leftAlone,
  notImported,
} from './found-policy.js';
import { placeIn } from './source-location.js';

/** What reading a landing zone needs beside its `organization-config.yaml`. */
export interface LandingZoneSurroundings {
  /** Reads a policy document by its path below the folder of the file. */
  readonly readFile: (
    path: string,
  ) => { readonly text: string; readonly file?: string } | { readonly reason: string };
  /** Where accounts of the same name are looked for, as a hint. */
  readonly organization: Organization | undefined;
  readonly catalogue?: ActionCatalogue;
}

/** The lists of the file that hold our types, by their keys. */
const lists: readonly (readonly [key: string, type: PolicyType])[] = [
  ['chatbotPolicies', 'CHATBOT_POLICY'],
  ['serviceControlPolicies', 'SERVICE_CONTROL_POLICY'],
];

/**
 * The policies of Landing Zone Accelerator's `organization-config.yaml`.
 * @see https://awslabs.github.io/landing-zone-accelerator-on-aws/latest/
 */
export function fromLandingZone(source: Source, surroundings: LandingZoneSurroundings): ImportSource {
  const { tree, findings } = parseYaml(source.text);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (tree === undefined || errors.length > 0) return { policies: [], problems: problemsIn(source, errors) };
  const placeOf = placeIn(source, tree);
  const open: Problem[] = [];
  const policies = lists.flatMap(([key, type]) => {
    const node = nodeAt(tree, [key]);
    const items = node === undefined ? [] : jsonOf(node);
    return (Array.isArray(items) ? items : []).flatMap((item: JsonValue, index): FoundPolicy[] => {
      const at = (...more: Path): FoundPlace => placeOf([key, index, ...more]);
      return isJsonObject(item) ? policyOf(item, type, at, open, surroundings) : [];
    });
  });
  const file = jsonOf(tree);
  const quarantine = isJsonObject(file) ? file['quarantineNewAccounts'] : undefined;
  if (isJsonObject(quarantine) && quarantine['enable'] === true) {
    const message = `the accelerator attaches ${quoted(String(quarantine['scpPolicyName']))} to every new account, which Terraform does not`;
    open.push(importGap(placeOf(['quarantineNewAccounts']), message, 'leave that policy to the accelerator'));
  }
  return { policies, problems: open };
}

type At = (...more: Path) => FoundPlace;

function policyOf(
  item: JsonObject,
  type: PolicyType,
  at: At,
  open: Problem[],
  surroundings: LandingZoneSurroundings,
): FoundPolicy[] {
  const name = String(item['name']);
  if (item['type'] === 'awsManaged') {
    open.push(leftAlone(at(), `${quoted(name)} is AWS's own`));
    return [];
  }
  const content = contentOf(name, String(item['policy']), type, at('policy'), open, surroundings);
  if (content === undefined) return [];
  if (item['strategy'] === 'allow-list') {
    const message = `${quoted(name)} is an allow-list, for which the accelerator detaches \`FullAWSAccess\``;
    open.push(importGap(at('strategy'), message, 'Terraform leaves `FullAWSAccess` as it is'));
  }
  const description = typeof item['description'] === 'string' ? item['description'] : '';
  return [
    {
      ...{ type, name, description, tags: {}, content, after: [], place: at() },
      targets: targetsOf(name, item['deploymentTargets'], at, open, surroundings.organization),
      ...{ skipDestroy: false, preventDestroy: false },
    },
  ];
}

/** The document in the file that a policy names; one that the accelerator fills in is not known. */
function contentOf(
  name: string,
  path: string,
  type: PolicyType,
  place: FoundPlace,
  open: Problem[],
  { readFile, catalogue }: LandingZoneSurroundings,
): JsonValue | undefined {
  const read = readFile(path);
  if ('reason' in read) {
    open.push(notImported(place, `${quoted(name)}: cannot read ${quoted(path)}: ${read.reason}`));
    return undefined;
  }
  const [variable] = /\$\{[A-Za-z0-9_]+\}|\{\{[^}]*\}\}/.exec(read.text) ?? [];
  if (variable !== undefined) {
    const message = `${quoted(name)}: the accelerator fills in ${quoted(variable)} in ${quoted(path)}`;
    open.push(
      notImported(place, message, 'import the organization, which has the document as it was deployed'),
    );
    return undefined;
  }
  const document = checkedDocument(read.text, type, catalogue);
  if (document.errors === undefined) return document.content;
  open.push(...problemsIn({ text: read.text, file: read.file ?? path }, document.errors));
  return undefined;
}

/**
 * Units by their paths, and `Root`. Accounts stand there under names of the accelerator's own, which need not be those
 * in AWS, so that they are told and not taken.
 */
function targetsOf(
  policy: string,
  written: JsonValue | undefined,
  at: At,
  open: Problem[],
  organization: Organization | undefined,
): readonly FoundTarget[] {
  const targets = isJsonObject(written) ? written : {};
  for (const [index, name] of textsIn(targets['accounts']).entries()) {
    const message = `${quoted(policy)}: the account ${quoted(name)} is left out: the accelerator's names are its own`;
    open.push(
      importGap(at('deploymentTargets', 'accounts', index), message, accountHelp(name, organization)),
    );
  }
  if (textsIn(targets['excludedAccounts']).length > 0) {
    const message = `${quoted(policy)}: \`excludedAccounts\` is left out`;
    open.push(importGap(at('deploymentTargets', 'excludedAccounts'), message, 'write them below `except`'));
  }
  const units = textsIn(targets['organizationalUnits']);
  return units.map((unit) => ({ written: unit === 'Root' ? 'root' : unit }));
}

function accountHelp(name: string, organization: Organization | undefined): string {
  const accounts =
    organization === undefined ? [] : [...accountsOf(organization)].map(({ account }) => account);
  const namesake = accounts.find((account) => account.name === name);
  return namesake === undefined
    ? 'add its id to `targets`; `accounts-config.yaml` has its email address'
    : `add its id to \`targets\`; the organization has one of that name, ${quoted(namesake.id)}`;
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
