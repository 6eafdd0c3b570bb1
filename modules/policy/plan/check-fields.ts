import type { PolicyIntent } from '../intent.js';
import type { Limits } from '../limits.js';
import type { Finding } from '../problems/problem.js';
import { quoted } from '../text/quote.js';

/** A description and tags that AWS refuses. */
export function checkFields({ description, tags, path }: PolicyIntent, limits: Limits): Finding[] {
  return [...checkDescription(description, path, limits), ...checkTags(tags, path, limits)];
}

function checkDescription(description: string, path: PolicyIntent['path'], limits: Limits): Finding[] {
  const characters = Array.from(description).length;
  if (characters <= limits.policyDescriptionCharacters) return [];
  const message = `${characters} characters; AWS takes at most ${limits.policyDescriptionCharacters}`;
  const place = [...path, 'description'];
  return [{ kind: 'invalid-description', severity: 'error', path: place, message, help: 'shorten it' }];
}

function checkTags(tags: PolicyIntent['tags'], path: PolicyIntent['path'], limits: Limits): Finding[] {
  const keys = Object.keys(tags);
  const invalid = (place: readonly string[], message: string, help: string): Finding => ({
    kind: 'invalid-tag',
    severity: 'error',
    path: [...path, 'tags', ...place],
    message,
    help,
  });
  const findings = keys.flatMap((key) => {
    const [keyLength, valueLength] = [Array.from(key).length, Array.from(tags[key] ?? '').length];
    const found: Finding[] = [];
    if (keyLength === 0) found.push(invalid([key], 'a tag without a key', 'name it'));
    if (keyLength > limits.tagKeyCharacters) {
      const message = `the key has ${keyLength} characters; AWS takes at most ${limits.tagKeyCharacters}`;
      found.push(invalid([key], message, 'shorten it'));
    }
    if (valueLength > limits.tagValueCharacters) {
      const message = `the value has ${valueLength} characters; AWS takes at most ${limits.tagValueCharacters}`;
      found.push(invalid([key], message, 'shorten it'));
    }
    if (/^aws:/i.test(key)) {
      found.push(
        invalid([key], `${quoted(key)} begins with \`aws:\`, which AWS keeps for itself`, 'rename it'),
      );
    }
    return found;
  });
  if (keys.length > limits.tagsPerPolicy) {
    const message = `${keys.length} tags; AWS takes at most ${limits.tagsPerPolicy}`;
    findings.push(invalid([], message, 'remove some'));
  }
  return findings;
}
