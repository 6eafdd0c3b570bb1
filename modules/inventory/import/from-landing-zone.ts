import { parseYaml } from '../../config/text/parse-yaml.js';
import type { Source } from '../../config/text/place-problems.js';
import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { accountsOf, type Organization } from '../../policy/organization/organization.js';
import type { PolicyType } from '../../policy/plan/plan.js';
import type { Problem } from '../../policy/problems/problem.js';
import { isJsonObject, itemsOf, type JsonObject, type JsonValue, oneOrMany } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';
import { problemsIn } from '../../policy/text/position.js';
import { jsonOf, type SyntaxNode } from '../../policy/text/syntax-tree.js';
import { checkedDocument } from './checked-document.js';
import {
  type FoundPlace,
  type FoundPolicy,
  type FoundTarget,
  type ImportSource,
  importGap,
  isPolicyName,
  leftAlone,
  notImported,
  variableIn,
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
  /** Values of `{{ X }}`. */
  readonly replacements?: Replacements;
  readonly catalogue?: ActionCatalogue;
}

/** The values of variables, by their names: a string, or a list of strings. */
export type Replacements = ReadonlyMap<string, string | readonly string[]>;

/** The lists of the file that hold policies of our types, by their keys. */
const lists: readonly (readonly [key: string, type: PolicyType])[] = [
  ['chatbotPolicies', 'CHATBOT_POLICY'],
  ['serviceControlPolicies', 'SERVICE_CONTROL_POLICY'],
];

/**
 * The policies of Landing Zone Accelerator's `organization-config.yaml`.
 * @see https://awslabs.github.io/landing-zone-accelerator-on-aws/latest/
 */
export function fromLandingZone(source: Source, surroundings: LandingZoneSurroundings): ImportSource {
  const { tree, problems } = templateTree(source);
  if (tree === undefined) return { policies: [], problems };
  const locate = placeIn(source, tree);
  const open: Problem[] = [];
  const config = replaced(jsonOf(tree), surroundings.replacements ?? new Map());
  const file: JsonObject = isJsonObject(config) ? config : {};
  const policies = lists.flatMap(([key, type]) =>
    itemsOf(file[key]).flatMap((item, index): FoundPolicy[] => {
      const at = (...more: Path): FoundPlace => locate([key, index, ...more]);
      return isJsonObject(item) ? policyOf(item, { type, at, open, surroundings }) : [];
    }),
  );
  const quarantine = file['quarantineNewAccounts'];
  if (isJsonObject(quarantine) && quarantine['enable'] === true) {
    const policy = textOf(quarantine['scpPolicyName']);
    open.push(importGap(locate(['quarantineNewAccounts']), { rule: 'quarantine', policy }));
  }
  return { policies, problems: open };
}

/**
 * The values in Landing Zone Accelerator's `replacements-config.yaml`. Those of type `SSM` are parameters in AWS, and not
 * in the file.
 */
export function readReplacements(source: Source): {
  readonly replacements: Replacements;
  readonly problems: readonly Problem[];
} {
  const { tree, problems } = templateTree(source);
  const file = tree === undefined ? null : jsonOf(tree);
  const items = itemsOf(isJsonObject(file) ? file['globalReplacements'] : undefined);
  const entries = items.filter(isJsonObject).flatMap(({ key, value }) => {
    const values = Array.isArray(value) ? value.map(textOf) : textOf(value);
    return typeof key === 'string' && values.length > 0 ? [[key, values] as const] : [];
  });
  return { replacements: new Map(entries), problems };
}

/** Private characters for the braces of a variable: YAML reads `{{ X }}` without quotes as a mapping. */
const [opening, closing] = ['\uE000\uE000', '\uE001\uE001'];

/** A YAML file with variables. Every variable is part of a string, and places are those of the file. */
function templateTree(source: Source): {
  readonly tree: SyntaxNode | undefined;
  readonly problems: readonly Problem[];
} {
  const plain = source.text.replace(/\{\{([^{}\n]*)\}\}/g, `${opening}$1${closing}`);
  const { tree, findings } = parseYaml(plain);
  const errors = findings.filter(({ severity }) => severity === 'error');
  return errors.length > 0
    ? { tree: undefined, problems: problemsIn(source, errors) }
    : { tree, problems: [] };
}

/** A value with the variables that are known; a string that is one variable may become a list. */
function replaced(value: JsonValue, replacements: Replacements): JsonValue {
  if (typeof value === 'string') return replacedText(value, replacements);
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => replaced(item, replacements));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, replacements)]));
}

function replacedText(text: string, replacements: Replacements): JsonValue {
  const braces = text.replaceAll(opening, '{{').replaceAll(closing, '}}');
  const [, only = ''] = /^\{\{\s*([\w-]+)\s*\}\}$/.exec(braces) ?? [];
  const whole = replacements.get(only);
  if (whole !== undefined) return whole;
  return braces.replace(/\{\{\s*([\w-]+)\s*\}\}/g, (variable, name: string) => {
    const value = replacements.get(name);
    return typeof value === 'string' ? value : variable;
  });
}

interface Around {
  readonly type: PolicyType;
  /** The place of a part of the item. */
  readonly at: (...more: Path) => FoundPlace;
  readonly open: Problem[];
  readonly surroundings: LandingZoneSurroundings;
}

function policyOf(item: JsonObject, around: Around): FoundPolicy[] {
  const { type, at, open } = around;
  const name = textOf(item['name']);
  if (!isPolicyName(name)) {
    open.push(notImported(at('name'), { rule: 'name', found: name }));
    return [];
  }
  if (item['type'] === 'awsManaged') {
    open.push(leftAlone(at(), { rule: 'aws-managed', policy: name }));
    return [];
  }
  const content = contentOf(name, textOf(item['policy']), around);
  if (content === undefined) return [];
  if (item['strategy'] === 'allow-list') {
    open.push(importGap(at('strategy'), { rule: 'allow-list', policy: name }));
  }
  return [
    {
      ...{ type, name, tags: {}, content, after: [], place: at() },
      description: descriptionOf(item['description'], name, around),
      targets: targetsOf(name, item['deploymentTargets'], around),
      ...{ skipDestroy: false, preventDestroy: false },
    },
  ];
}

function descriptionOf(written: JsonValue | undefined, policy: string, { at, open }: Around): string {
  const text = textOf(written);
  const variable = variableIn(text);
  if (variable === undefined) return text;
  open.push(importGap(at('description'), { rule: 'variable', policy, key: 'description', found: variable }));
  return '';
}

/** The document in the file that a policy names; undefined where it has a variable without a known value. */
function contentOf(name: string, path: string, around: Around): JsonValue | undefined {
  const { type, at, open, surroundings } = around;
  const { readFile, catalogue, replacements = new Map() } = surroundings;
  const place = at('policy');
  const inPath = variableIn(path);
  if (inPath !== undefined) {
    open.push(notImported(place, { rule: 'variable', policy: name, found: inPath }));
    return undefined;
  }
  const read = readFile(path);
  if ('reason' in read) {
    open.push(notImported(place, { rule: 'unreadable-file', policy: name, file: path, reason: read.reason }));
    return undefined;
  }
  const text = String(replacedText(read.text, replacements));
  const [variable] = /\$\{[A-Za-z0-9_]+\}|\{\{[^{}]*\}\}/.exec(text) ?? [];
  if (variable !== undefined) {
    open.push(notImported(place, { rule: 'variable', policy: name, found: variable, file: path }));
    return undefined;
  }
  const document = checkedDocument(text, type, catalogue);
  if (document.errors === undefined) return document.content;
  open.push(...problemsIn({ text, file: read.file ?? path }, document.errors));
  return undefined;
}

/**
 * Organizational units by their paths, and `Root`. Accounts have names of the accelerator's own there, which need not be
 * their names in AWS, so each is reported instead.
 */
function targetsOf(
  policy: string,
  written: JsonValue | undefined,
  { at, open, surroundings: { organization } }: Around,
): readonly FoundTarget[] {
  const targets = isJsonObject(written) ? written : {};
  for (const [index, account] of oneOrMany(targets['accounts']).map(textOf).entries()) {
    const place = at('deploymentTargets', 'accounts', index);
    const [namesake] = accountsNamed(account, organization);
    open.push(importGap(place, { rule: 'account', policy, account, ...(namesake && { nearest: namesake }) }));
  }
  if (oneOrMany(targets['excludedAccounts']).length > 0) {
    open.push(importGap(at('deploymentTargets', 'excludedAccounts'), { rule: 'excluded-accounts', policy }));
  }
  return oneOrMany(targets['organizationalUnits']).flatMap((item, index): FoundTarget[] => {
    const unit = textOf(item);
    if (unit === 'Root') return [{ written: 'root' }];
    if (isUnitPath(unit)) return [{ written: unit }];
    const place = at('deploymentTargets', 'organizationalUnits', index);
    open.push(importGap(place, { rule: 'target', policy, found: unit }));
    return [];
  });
}

/**
 * Whether a text is a path of organizational units: names of 1 to 128 characters, without variables.
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganizationalUnit.html (read 2026-11-30)
 */
function isUnitPath(text: string): boolean {
  const names = text.split('/');
  return variableIn(text) === undefined && names.every((name) => name.trim() !== '' && name.length <= 128);
}

function accountsNamed(name: string, organization: Organization | undefined): readonly string[] {
  if (organization === undefined) return [];
  const accounts = [...accountsOf(organization)].map(({ account }) => account);
  return accounts.filter((account) => account.name === name).map(({ id }) => id);
}

/** A scalar as a string; empty for anything else. */
function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
