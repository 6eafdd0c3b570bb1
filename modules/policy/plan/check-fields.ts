import type { Intent, PolicyIntent } from '../intent.js';
import type { Limits } from '../limits.js';
import { type Finding, finding } from '../problems/problem.js';
import { deployedTags, ownershipTag } from './ownership.js';

/** Checks the description and the tags of a policy against the limits of AWS. */
export function checkFields(policy: PolicyIntent, intent: Intent): Finding[] {
  return [...checkDescription(policy, intent.limits), ...checkTags(policy, intent)];
}

function checkDescription({ description, name, path }: PolicyIntent, limits: Limits): Finding[] {
  const count = Array.from(description).length;
  const limit = limits.policyDescriptionCharacters;
  if (count <= limit) return [];
  const facts = { policy: name, count, limit };
  return [finding('invalid-description', 'error', { path: [...path, 'description'] }, facts)];
}

function checkTags(policy: PolicyIntent, intent: Intent): Finding[] {
  const { name, tags, path } = policy;
  const { tagsPerPolicy: limit } = intent.limits;
  const findings = Object.keys(tags).flatMap((key) => checkTag(policy, key, intent));
  const count = Object.keys(deployedTags(policy, intent)).length;
  if (count <= limit) return findings;
  const isTagged = count > Object.keys(tags).length;
  const facts = { rule: isTagged ? 'too-many-with-ours' : 'too-many', policy: name, count, limit } as const;
  return [...findings, finding('invalid-tag', 'error', { path: [...path, 'tags'] }, facts)];
}

function checkTag(policy: PolicyIntent, key: string, intent: Intent): Finding[] {
  const { name, tags, path, existing } = policy;
  const { tagKeyCharacters, tagValueCharacters } = intent.limits;
  const [keyLength, valueLength] = [Array.from(key).length, Array.from(tags[key] ?? '').length];
  const about = { policy: name, key };
  const isOurs = key === ownershipTag && intent.ownershipTag && existing === undefined;
  const found = [
    keyLength === 0 && ({ rule: 'no-key', ...about } as const),
    keyLength > tagKeyCharacters &&
      ({ rule: 'long-key', ...about, count: keyLength, limit: tagKeyCharacters } as const),
    valueLength > tagValueCharacters &&
      ({ rule: 'long-value', ...about, count: valueLength, limit: tagValueCharacters } as const),
    /^aws:/i.test(key) && ({ rule: 'reserved-key', ...about } as const),
    isOurs && tags[key] !== intent.environment && ({ rule: 'ownership-key', ...about } as const),
  ];
  return found.flatMap((facts) =>
    facts === false ? [] : [finding('invalid-tag', 'error', { path: [...path, 'tags', key] }, facts)],
  );
}
