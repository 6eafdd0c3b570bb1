import type { PolicyIntent } from '../../policy/intent.js';
import { isJsonObject, type JsonValue } from '../../policy/json.js';
import type { Path } from '../../policy/problem.js';

/**
 * What stands in for a policy that cannot be read: its name, so that other policies may still refer to it, and
 * nothing that could be a problem of its own. Its file has errors, so that it never comes into a plan.
 */
export function nameOnly(value: JsonValue, path: Path): PolicyIntent {
  const name = isJsonObject(value) && typeof value['name'] === 'string' ? value['name'] : '';
  return {
    name: name === '' ? `unreadable ${path.join(' ')}` : name,
    description: '',
    tags: {},
    targets: [],
    except: [],
    retention: { skipDestroy: false, preventDestroy: false },
    path,
  };
}
