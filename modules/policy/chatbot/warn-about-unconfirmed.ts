import { type Finding, finding } from '../problems/problem.js';
import type { ProblemFacts } from '../problems/problem-kinds.js';
import type { Path } from '../text/path.js';
import type { Member, SyntaxNode } from '../text/syntax-tree.js';
import { childControlKey } from './grammar.js';

/**
 * Warnings about what AWS has been seen neither to accept nor to refuse. Expects a policy in which `checkChatPolicy`
 * finds nothing.
 */
export function warnAboutUnconfirmed(node: SyntaxNode, path: Path): Finding[] {
  if (node.kind !== 'object') return [];
  return node.members.flatMap((member) => {
    const here = [...path, member.key];
    const facts = unconfirmedIn(member, here);
    const below = warnAboutUnconfirmed(member.value, here);
    if (facts === undefined) return below;
    return [finding('unconfirmed', 'warning', { path: here, offset: member.value.offset }, facts), ...below];
  });
}

function unconfirmedIn({ key, value }: Member, path: Path): ProblemFacts<'unconfirmed'> | undefined {
  const folded = key.toLowerCase();
  if (folded === childControlKey && value.kind === 'array') return unconfirmedControl(value.items);
  if (folded === 'client' && value.kind === 'object' && value.members.length === 0) {
    return { rule: 'empty-client' };
  }
  const isOfTeams = path.some((part) => String(part).toLowerCase() === 'microsoft_teams');
  return folded === 'supported_channel_types' && isOfTeams ? { rule: 'teams-channel-types', key } : undefined;
}

function unconfirmedControl(items: readonly SyntaxNode[]): ProblemFacts<'unconfirmed'> | undefined {
  const words = items.map((item) => (item.kind === 'string' ? item.value.toLowerCase() : ''));
  if (words.length === 0) return { rule: 'empty-child-control' };
  if (new Set(words).size < words.length) return { rule: 'same-operator-in-two-cases' };
  return words.length > 1 && words.includes('@@all') ? { rule: 'all-beside-others' } : undefined;
}
