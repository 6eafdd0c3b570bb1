import type { Source } from '../../../config/text/node-at-path.js';
import type { Problem } from '../../../policy/problems/problem.js';
import { isJsonObject, type JsonValue } from '../../../policy/text/json.js';
import type { Path } from '../../../policy/text/path.js';
import { positionsIn, problemsIn } from '../../../policy/text/position.js';
import { quoted } from '../../../policy/text/quote.js';
import type { FoundPlace } from '../found-policy.js';
import { type HclBlock, HclError, type HclExpression } from '../hcl/hcl-tree.js';
import { parseHcl } from '../hcl/parse-hcl.js';
import { type Evaluated, evaluate, type Scope } from './evaluate.js';
import { policyDocument } from './policy-document.js';

/** The `.tf` files of one folder, which Terraform reads as one. */
export interface TerraformFolder {
  readonly files: readonly Source[];
  /** Reads a file by its path below the folder, for `file()`. */
  readonly readFile: Scope['readFile'];
}

/** A block and the file that it stands in. */
export interface PlacedBlock extends HclBlock {
  readonly source: Source;
}

/** A folder that was read. */
interface ReadFolder {
  readonly blocks: readonly PlacedBlock[];
  readonly scope: Scope;
  readonly problems: readonly Problem[];
}

/** Reads the files of a folder; one that is no HCL is an error with its place. */
export function readFolder({ files, readFile }: TerraformFolder): ReadFolder {
  const problems: Problem[] = [];
  const blocks = files.flatMap((source): PlacedBlock[] => {
    try {
      return parseHcl(source.text).blocks.map((block) => ({ ...block, source }));
    } catch (error) {
      if (!(error instanceof HclError)) throw error;
      problems.push(...problemsIn(source, [notHcl(error)]));
      return [];
    }
  });
  return { blocks, scope: scopeOf(blocks, readFile), problems };
}

function notHcl({ message, offset }: HclError) {
  const help = 'try `terraform validate`';
  return {
    kind: 'not-imported',
    severity: 'error',
    path: [],
    offset,
    message: `no HCL: ${message}`,
    help,
  } as const;
}

function scopeOf(blocks: readonly PlacedBlock[], readFile: Scope['readFile']): Scope {
  const locals = new Map<string, HclExpression>();
  for (const { type, body } of blocks) {
    if (type !== 'locals') continue;
    for (const [name, { value }] of body.attributes) locals.set(name, value);
  }
  const documents = new Map(
    blocks
      .filter(({ type, labels }) => type === 'data' && labels[0] === 'aws_iam_policy_document')
      .map((block) => [block.labels[1] ?? '', block]),
  );
  const asked: string[] = [];
  const scope: Scope = {
    readFile,
    lookUp: (reference) => {
      if (asked.includes(reference)) return { unknown: `${quoted(reference)} refers to itself` };
      asked.push(reference);
      try {
        return found(reference);
      } finally {
        asked.pop();
      }
    },
  };
  const found = (reference: string): Evaluated | undefined => {
    if (/^path\.(?:module|root|cwd)$/.test(reference)) return { value: '.' };
    const [, document] =
      /^data\.aws_iam_policy_document\.([\w-]+)\.(?:minified_)?json$/.exec(reference) ?? [];
    const block = documents.get(document ?? '');
    if (block !== undefined) return policyDocument(block, scope);
    const [, local = '', rest = ''] = /^local\.([\w-]+)(.*)$/.exec(reference) ?? [];
    const expression = locals.get(local);
    return expression && below(evaluate(expression, scope), rest);
  };
  return scope;
}

/** Goes on from a value by `.key`, `[0]` and `["key"]`. */
export function below(evaluated: Evaluated, path: string): Evaluated | undefined {
  if (evaluated.unknown !== undefined) return evaluated;
  const keys = Array.from(
    path.matchAll(/\.([\w-]+)|\[(\d+)\]|\["([^"]*)"\]/g),
    ([, name, index, text]) => name ?? index ?? text ?? '',
  );
  let value: JsonValue | undefined = evaluated.value;
  for (const key of keys) {
    if (Array.isArray(value)) value = value[Number(key)];
    else value = isJsonObject(value) ? value[key] : undefined;
  }
  return value === undefined ? undefined : { value };
}

/** The place of a block, or of one of its attributes. */
export function placeOf({ type, labels, offset, body, source }: PlacedBlock, key?: string): FoundPlace {
  const path: Path = [type, ...labels, ...(key === undefined ? [] : [key])];
  const at = key === undefined ? offset : (body.attributes.get(key)?.offset ?? offset);
  return { file: source.file, ...positionsIn(source.text)(at), path };
}
