import type { JsonValue } from '../json.js';
import type { Draft } from './draft.js';

/** A document as it is sent: white space counts against the limit, so there is none. */
export function documentOf(content: JsonValue): Pick<Draft, 'content' | 'text'> {
  return { content, text: JSON.stringify(content) };
}
