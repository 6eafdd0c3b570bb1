import { resolve } from 'node:path';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import type { Source } from '../../modules/config/text/node-at-path.js';
import { filterChatPolicies } from '../../modules/inventory/import/chat-statements.js';
import { type ImportSource, notImported } from '../../modules/inventory/import/found-policy.js';
import { fromCloudFormation } from '../../modules/inventory/import/from-cloudformation.js';
import { fromDocument } from '../../modules/inventory/import/from-document.js';
import { fromLandingZone } from '../../modules/inventory/import/from-landing-zone.js';
import { fromOrganization } from '../../modules/inventory/import/from-organization.js';
import { fromTerraformStates } from '../../modules/inventory/import/from-terraform-state.js';
import { inOrganization, openQuestions } from '../../modules/inventory/import/match-organization.js';
import { type SourceKind, sourceKindOf } from '../../modules/inventory/import/source-kind.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import { readOrganizationText } from '../../modules/policy/organization/read-organization.js';
import type { Problem } from '../../modules/policy/problems/problem.js';
import { CannotDo } from '../cannot-do.js';
import { collectLive } from '../collect/collect-live.js';
import { type LiveCommandOptions, readLiveOptions } from '../collect/live-options.js';
import { surroundingsOf } from '../find-configuration.js';
import { isFolder, notUtf8 } from '../read-file.js';
import type { World } from '../world.js';

/** What a command line says about the sources. */
export interface GatherOptions extends LiveCommandOptions {
  readonly organization?: string;
  readonly chatOnly?: boolean;
}

/** Everything that a command line wants imported. */
export interface Gathered {
  readonly found: ImportSource;
  /** What was read, in words. */
  readonly source: string;
  readonly organization: KnownOrganization | undefined;
}

/** An organization and its file; `text` is what has to be written into it beside the configuration. */
export interface KnownOrganization {
  readonly organization: Organization;
  readonly file: string;
  readonly text?: string;
}

interface ReadSource extends Source {
  readonly kind: SourceKind | undefined;
}

const largestMegabytes = 256;

/** Reads the sources of an import: files, an organization file, or else the live organization. */
export async function gather(
  world: World,
  files: readonly string[],
  options: GatherOptions,
): Promise<Gathered> {
  const sources = files.map((file) => readSource(world, file));
  const organizations = sources.filter(({ kind }) => kind === 'organization');
  const named =
    options.organization === undefined ? [] : [readSource(world, options.organization, 'organization')];
  const [pictured, second] = [...named, ...organizations];
  if (second !== undefined) {
    throw new CannotDo(`\`${second.file}\` is a second organization file`, 'name one');
  }
  const others = sources.filter(({ kind }) => kind !== 'organization');
  if (pictured === undefined && others.length === 0) return gatherLive(world, options);
  const read = pictured === undefined ? undefined : readOrganizationText(pictured);
  const unread = read?.problems ?? [];
  const known = read?.organization && pictured && { organization: read.organization, file: pictured.file };
  const found = others.length === 0 ? fromKnown(known) : fromSources(world, others, known);
  const chosen = options.chatOnly === true ? filterChatPolicies(found) : found;
  return {
    found: { ...chosen, problems: [...unread, ...chosen.problems] },
    source: files.concat(options.organization ?? []).join(', '),
    organization: known,
  };
}

function readSource(world: World, file: string, known?: SourceKind): ReadSource {
  try {
    const text = world.readFile(resolve(world.workingDirectory, file), { largestMegabytes });
    return { text, file, kind: known ?? sourceKindOf(text, file) };
  } catch (error) {
    if (!(error instanceof CannotDo) || error.reason === undefined) throw error;
    throw new CannotDo(error.message, helpOf(error), error.reason);
  }
}

/** A saved plan of Terraform is a ZIP archive; a folder may be the root of a Terraform configuration. */
function helpOf({ reason, help }: CannotDo): string | undefined {
  if (reason === notUtf8) return 'for a saved Terraform plan, run `terraform show -json PLAN > plan.json`';
  return reason === isFolder ? `name the files in it; for Terraform, ${showState}` : help;
}

const showState = 'run `terraform show -json > state.json` there and import `state.json`';

const nothing: ImportSource = { policies: [], problems: [] };

function fromKnown(known: KnownOrganization | undefined): ImportSource {
  return known === undefined ? nothing : fromOrganization(known.organization, known.file);
}

function fromSources(
  world: World,
  sources: readonly ReadSource[],
  known: KnownOrganization | undefined,
): ImportSource {
  const states = sources.filter(({ kind }) => kind === 'terraform-state');
  const parts = [
    fromTerraformStates(states, loadActionCatalogue()),
    ...sources.flatMap((source) => fromSource(world, source, known?.organization) ?? []),
  ];
  const found = {
    policies: parts.flatMap(({ policies }) => policies),
    problems: parts.flatMap(({ problems }) => problems),
  };
  const placed = known === undefined ? found : inOrganization(found, known.organization, known.file);
  const asked = openQuestions(placed.policies, known !== undefined);
  return { policies: placed.policies, problems: [...placed.problems, ...asked] };
}

/** What one source holds; undefined for a Terraform state, as all of them are read together. */
function fromSource(
  world: World,
  { kind, ...source }: ReadSource,
  organization: Organization | undefined,
): ImportSource | undefined {
  switch (kind) {
    case 'chat-policy':
      return fromDocument(source, 'CHATBOT_POLICY');
    case 'scp':
      return fromDocument(source, 'SERVICE_CONTROL_POLICY', loadActionCatalogue());
    case 'cloudformation':
      return fromCloudFormation(source, loadActionCatalogue());
    case 'landing-zone': {
      const readFile = surroundingsOf(world, source.file).readDocument;
      return fromLandingZone(source, { readFile, organization, catalogue: loadActionCatalogue() });
    }
    case 'terraform':
      return { policies: [], problems: [terraformSource(source)] };
    case 'terraform-state':
      return undefined;
    default:
      return { policies: [], problems: [unknownSource(source)] };
  }
}

function terraformSource({ file }: Source): Problem {
  const message = 'Terraform sources are not read: only the state has ids and attachments';
  return { ...notImported({ file, line: 1, column: 1, path: [] }, message, showState), severity: 'error' };
}

function unknownSource({ file }: Source): Problem {
  return {
    ...{ kind: 'unknown-document', severity: 'error', file, line: 1, column: 1, path: [] },
    message:
      'not an organization file, policy document, CloudFormation template, Terraform state or landing zone',
    help: '`chat-guardrails import --help` shows what can be imported',
  };
}

async function gatherLive(world: World, options: GatherOptions): Promise<Gathered> {
  const { organization: collected } = await collectLive(world, readLiveOptions(options));
  const text = `${JSON.stringify(collected, null, 2)}\n`;
  const file = 'organization.json';
  const { organization, problems } = readOrganizationText({ text, file });
  const known = organization && { organization, file, text };
  const found = fromKnown(known);
  const chosen = options.chatOnly === true ? filterChatPolicies(found) : found;
  return {
    found: { ...chosen, problems: [...problems, ...chosen.problems] },
    source: 'the live organization',
    organization: known,
  };
}
