import type { Finding } from '../problems/problem.js';
import type { Path } from '../text/path.js';
import { quoted } from '../text/quote.js';
import type { Member, SyntaxNode } from '../text/syntax-tree.js';
import { childControlKey } from './grammar.js';

/**
 * What nobody has seen AWS take or refuse: a warning, since a document must not be called wrong on a guess.
 * Expects a document in which `checkChatPolicy` finds nothing.
 */
export function warnAboutUnconfirmed(node: SyntaxNode, path: Path): Finding[] {
  if (node.kind !== 'object') return [];
  return node.members.flatMap((member) => {
    const here = [...path, member.key];
    const doubt = doubtAbout(member, here);
    const below = warnAboutUnconfirmed(member.value, here);
    if (doubt === undefined) return below;
    const [message, help] = doubt;
    const at = { path: here, offset: member.value.offset } as const;
    return [{ kind: 'unconfirmed', severity: 'warning', ...at, message, help }, ...below];
  });
}

function doubtAbout({ key, value }: Member, path: Path): readonly [string, string] | undefined {
  const folded = key.toLowerCase();
  if (folded === childControlKey && value.kind === 'array') return doubtAboutChildControl(value.items);
  if (folded === 'client' && value.kind === 'object' && value.members.length === 0) {
    return ['`client` says nothing; it is not known whether AWS takes that', 'add `@@assign`, or remove it'];
  }
  const isOfTeams = path.some((part) => String(part).toLowerCase() === 'microsoft_teams');
  if (folded === 'supported_channel_types' && isOfTeams) {
    return [
      `${quoted(key)} for a team; it is not known whether AWS takes that, and its documentation has none`,
      'remove it: Microsoft Teams has no channel types, only Slack has',
    ];
  }
  return undefined;
}

function doubtAboutChildControl(items: readonly SyntaxNode[]): readonly [string, string] | undefined {
  const words = items.map((item) => (item.kind === 'string' ? item.value.toLowerCase() : ''));
  const unknown = 'it is not known whether AWS takes that';
  if (words.length === 0) return [`an empty list of operators; ${unknown}`, 'write ["@@none"]'];
  if (new Set(words).size < words.length) {
    return [`one operator twice, in different case; ${unknown}`, 'remove one of the two'];
  }
  if (words.length > 1 && words.includes('@@all')) {
    return [`\`@@all\` beside other operators; ${unknown}`, 'keep `@@all` alone, or remove it'];
  }
  return undefined;
}
