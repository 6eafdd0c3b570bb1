import { isBelow } from '../../config/intent/reading.js';
import { isJsonObject, type JsonValue } from '../../policy/json.js';
import { type Finding, type Path, quoted } from '../../policy/problem.js';

/**
 * The first intrinsic function of CloudFormation in a value, in backticks; undefined where all of it is literal. `tags`
 * are the short forms (`!Sub`) that the YAML reader reported, by their paths.
 */
export function intrinsicIn(
  value: JsonValue | undefined,
  path: Path,
  tags: readonly Finding[],
): string | undefined {
  const tag = tags.find((finding) => isBelow(finding.path, path));
  return tag === undefined ? functionIn(value) : (/`![^`]*`/.exec(tag.message)?.[0] ?? 'a function');
}

function functionIn(value: JsonValue | undefined): string | undefined {
  if (Array.isArray(value)) return value.map(functionIn).find((found) => found !== undefined);
  if (!isJsonObject(value)) return undefined;
  const call = Object.keys(value).find((key) => key === 'Ref' || key.startsWith('Fn::'));
  return call === undefined ? functionIn(Object.values(value)) : quoted(call);
}
