import { resolve } from 'node:path';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { parseYaml } from '../../modules/config/text/parse-yaml.js';
import type { Source } from '../../modules/config/text/place-problems.js';
import type { ParsedYaml } from '../../modules/config/text/yaml-tree.js';
import { filterChatPolicies } from '../../modules/inventory/import/chat-statements.js';
import { type ImportSource, notImported } from '../../modules/inventory/import/found-policy.js';
import { fromCloudFormation } from '../../modules/inventory/import/from-cloudformation.js';
import { fromDescribedPolicy, fromDocument } from '../../modules/inventory/import/from-document.js';
import {
  fromLandingZone,
  type Replacements,
  readReplacements,
} from '../../modules/inventory/import/from-landing-zone.js';
import { fromOrganization } from '../../modules/inventory/import/from-organization.js';
import { fromTerraformStates } from '../../modules/inventory/import/from-terraform-state.js';
import { inOrganization, missingFacts } from '../../modules/inventory/import/match-organization.js';
import { type SourceKind, sourceKindOf } from '../../modules/inventory/import/source-kind.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import { readOrganizationText } from '../../modules/policy/organization/read-organization.js';
import { finding, type Problem } from '../../modules/policy/problems/problem.js';
import { type ProblemFacts, problemWords } from '../../modules/policy/problems/problem-kinds.js';
import { encodingReasons } from '../../modules/policy/text/decode-utf8.js';
import { CannotDo } from '../cannot-do.js';
import { collectLive } from '../collect/collect-live.js';
import { type LiveCommandOptions, readLiveOptions } from '../collect/live-options.js';
import { surroundingsOf } from '../find-configuration.js';
import { isFolder } from '../read-file.js';
import type { World } from '../world.js';

/** The options that select the sources. */
export interface SourceOptions extends LiveCommandOptions {
  readonly organization?: string;
  readonly chatOnly?: boolean;
  readonly allowOutside?: true;
}

/** Everything that a command line wants imported. */
export interface ReadSources {
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
  /** The text as YAML, parsed when it is first needed. */
  readonly yaml: () => ParsedYaml;
  /** Why the file cannot be read. */
  readonly failure?: CannotDo;
}

const largestMegabytes = 256;

/**
 * Reads the sources of an import: files, an organization file, or else the live organization. A source that cannot be
 * carried over is reported; its errors are warnings where other sources are imported. Throws `CannotDo` where no file can
 * be read.
 */
export async function readSources(
  world: World,
  files: readonly string[],
  options: SourceOptions,
): Promise<ReadSources> {
  const sources = files.map((file) => readSource(world, file));
  const organizations = sources.filter(({ kind }) => kind === 'organization');
  const named = options.organization === undefined ? [] : [readOrThrow(world, options.organization)];
  const [pictured, second] = [...named, ...organizations];
  if (second !== undefined) {
    throw new CannotDo(`\`${second.file}\` is a second organization file`, 'name one');
  }
  const others = sources.filter(({ kind }) => kind !== 'organization');
  if (pictured === undefined && others.length === 0) return readLiveSource(world, options);
  const [failed] = others.flatMap(({ failure }) => failure ?? []);
  if (failed !== undefined && sources.every(({ failure }) => failure !== undefined)) throw failed;
  const read = pictured === undefined ? undefined : readOrganizationText(pictured);
  const unread = read?.problems ?? [];
  const known = read?.organization && pictured && { organization: read.organization, file: pictured.file };
  const found = others.length === 0 ? fromKnown(known) : fromSources(world, others, known, options);
  const chosen = options.chatOnly === true ? filterChatPolicies(found) : found;
  return {
    found: { ...chosen, problems: [...unread, ...chosen.problems] },
    source: files.concat(options.organization ?? []).join(', '),
    organization: known,
  };
}

/** A source; one that cannot be read has an empty text and the failure. */
function readSource(world: World, file: string): ReadSource {
  try {
    const { text } = readOrThrow(world, file);
    let parsed: ParsedYaml | undefined;
    const yaml = (): ParsedYaml => {
      parsed ??= parseYaml(text);
      return parsed;
    };
    return { text, file, yaml, kind: sourceKindOf(text, file, yaml) };
  } catch (error) {
    if (!(error instanceof CannotDo) || error.reason === undefined) throw error;
    const { message, reason } = error;
    const { help } = problemWords('not-imported', unreadableFacts(reason));
    const yaml = (): ParsedYaml => parseYaml('');
    return {
      text: '',
      file,
      yaml,
      kind: undefined,
      failure: new CannotDo(message, help ?? error.help, reason),
    };
  }
}

function readOrThrow(world: World, file: string): Source {
  return { text: world.readFile(resolve(world.workingDirectory, file), { largestMegabytes }), file };
}

/** A folder may have a Terraform configuration in it; a saved plan of Terraform is a ZIP archive. */
function unreadableFacts(reason: string): ProblemFacts<'not-imported'> {
  if (reason === isFolder) return { rule: 'folder' };
  if (reason === encodingReasons['UTF-16']) return { rule: 'not-text', found: 'UTF-16' };
  return reason === encodingReasons.other ? { rule: 'not-text' } : { rule: 'unreadable', reason };
}

const nothing: ImportSource = { policies: [], problems: [] };

function fromKnown(known: KnownOrganization | undefined): ImportSource {
  return known === undefined ? nothing : fromOrganization(known.organization, known.file);
}

function fromSources(
  world: World,
  sources: readonly ReadSource[],
  known: KnownOrganization | undefined,
  options: SourceOptions,
): ImportSource {
  const ofKind = (wanted: SourceKind) => sources.filter(({ kind }) => kind === wanted);
  const replacements = ofKind('landing-zone-replacements').map(readReplacements);
  const around = {
    world,
    options,
    organization: known?.organization,
    replacements: new Map(replacements.flatMap((one) => [...one.replacements])),
  };
  const parts: readonly ImportSource[] = [
    fromTerraformStates(ofKind('terraform-state'), loadActionCatalogue()),
    ...sources.flatMap((source) => fromSource(source, around) ?? []),
  ];
  const policies = parts.flatMap((part) => part.policies);
  const problems = [...parts, ...replacements].flatMap((part) => part.problems);
  const found = {
    policies,
    problems: policies.length === 0 ? problems : problems.map(asWarning),
    addresses: parts.flatMap(({ addresses = [] }) => addresses),
  };
  const placed = known === undefined ? found : inOrganization(found, known.organization, known.file);
  const asked = missingFacts(placed.policies, known !== undefined);
  return { ...placed, problems: [...placed.problems, ...asked] };
}

function asWarning(problem: Problem): Problem {
  return problem.severity === 'error' ? { ...problem, severity: 'warning' } : problem;
}

interface SourceContext {
  readonly world: World;
  readonly options: SourceOptions;
  readonly organization: Organization | undefined;
  readonly replacements: Replacements;
}

/** What one source holds; undefined for sources that are read together, and for values of variables. */
function fromSource(
  { kind, failure, yaml, ...source }: ReadSource,
  { world, options, ...context }: SourceContext,
): ImportSource | undefined {
  if (failure?.reason !== undefined) return refusedFile(source, unreadableFacts(failure.reason));
  switch (kind) {
    case 'chat-policy':
      return fromDocument(source, 'CHATBOT_POLICY');
    case 'scp':
      return fromDocument(source, 'SERVICE_CONTROL_POLICY', loadActionCatalogue());
    case 'described-policy':
      return fromDescribedPolicy(source, loadActionCatalogue());
    case 'cloudformation':
      return fromCloudFormation(source, loadActionCatalogue(), yaml());
    case 'landing-zone': {
      const readFile = surroundingsOf(world, source.file, options).readDocument;
      return fromLandingZone(source, { readFile, catalogue: loadActionCatalogue(), ...context });
    }
    case 'terraform':
      return refusedFile(source, { rule: 'terraform-source' });
    case 'terraform-state':
    case 'landing-zone-replacements':
      return undefined;
    default:
      return { policies: [], problems: [unknownSource(source)] };
  }
}

function refusedFile({ file }: Source, facts: ProblemFacts<'not-imported'>): ImportSource {
  const problem = notImported({ file, line: 1, column: 1, path: [] }, facts);
  return { policies: [], problems: [{ ...problem, severity: 'error' }] };
}

function unknownSource({ file }: Source): Problem {
  const unknown = finding('unknown-document', 'error', { path: [] }, { rule: 'unknown-import-source' });
  return { ...unknown, file, line: 1, column: 1 };
}

async function readLiveSource(world: World, options: SourceOptions): Promise<ReadSources> {
  const { text, interrupted } = await collectLive(world, readLiveOptions(options));
  if (interrupted !== undefined) throw interrupted;
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
