import { type Node, parseTree } from 'jsonc-parser';

/**
 * Whether AWS would take a text for a chat policy: the grammar once more, as patterns over the lines of the flattened
 * document, to hold the checker against. Says nothing of where and why.
 */
export function naiveAccepts(text: string): boolean {
  if ([...text].length > 10_000 || !isJson(text) || deepest(text) > 100) return false;
  const tree = parseTree(text);
  if (tree?.type !== 'object') return false;
  const lines = flat(tree, '', text);
  return lines.some((line) => /^\/chatbot \{/.test(line)) && lines.every((line) => known.test(line));
}

const workspace = '[0-9A-Z]{1,255}';
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const either = (...patterns: readonly string[]) => `(?:${patterns.join('|')})`;
const slack = '/chatbot/platforms/slack';
const teams = '/chatbot/platforms/microsoft_teams';
const channelTypes = '/supported_channel_types';
const roles = '/supported_role_settings';
const slackSettings = either(`${slack}/default`, `${slack}/overrides/${workspace}`);
const teamOverride = `${teams}/overrides/${uuid}/${uuid}`;

const client = `${either('/chatbot/default', slack, teams, '/chatbot/platforms/chime')}/client`;
const lists: readonly (readonly [string, string])[] = [
  [`${slack}/workspaces`, `(?:"${either(workspace, '\\*')}"|\\d+)`],
  [`${teams}/tenants/${either(uuid, '\\*')}`, `"${either(uuid, '\\*')}"`],
  [either(slackSettings, teamOverride) + channelTypes, '"(?:public|private)"'],
  [either(slackSettings, `${teams}/default`, teamOverride) + roles, '"(?:user_role|channel_role)"'],
];
const containers = [
  '',
  '/chatbot',
  '/chatbot/default',
  '/chatbot/platforms',
  '/chatbot/platforms/chime',
].concat(
  [slack, `${slack}/overrides`, slackSettings, teams, `${teams}/(?:tenants|default|overrides)`],
  [`${teams}/overrides/${uuid}`, teamOverride],
);
const operator = '/@@(?:assign|append|remove)';
const scalar = '(?:"[^]*"|[-0-9tfn].*)';
const known = new RegExp(
  `^${either(
    `${either(...containers, client, ...lists.map(([path]) => path))} \\{\\}`,
    `${either(...containers, client, ...lists.map(([path]) => path))}/@@operators_allowed_for_child_policies control`,
    `${client}/@@assign "(?:enabled|disabled)"`,
    ...lists.map(([path, item]) => `${path}${operator}${either(' \\[\\]', `/\\d+ ${item}`)}`),
    `${operator}${either(` ${scalar}`, ' \\[\\]', `/\\d+ ${scalar}`)}`,
  )}$`,
);

/** A line for every value: its path and what it is. What breaks a rule that is no pattern becomes a line unknown. */
function flat(node: Node, path: string, text: string): string[] {
  const children = node.children ?? [];
  if (node.type === 'array') {
    if (/^.*\/@@operators_allowed_for_child_policies$/.test(path)) return [`${path} ${control(node)}`];
    return [`${path} []`, ...children.flatMap((item, index) => flat(item, `${path}/${index}`, text))];
  }
  if (node.type !== 'object') {
    const written = text.slice(node.offset, node.offset + node.length);
    if (node.type !== 'string') return [`${path} ${written}`];
    return [`${path} ${/\p{Cs}/u.test(node.value) ? 'broken' : `"${node.value}"`}`];
  }
  const seen = new Set<string>();
  return [`${path} {}`].concat(
    children.flatMap(({ children: [key, value] = [] }) => {
      const name = String(key?.value);
      const folded = name.toLowerCase();
      const isId = /\/(?:tenants|overrides(?:\/[^/]*-[^/]*)?)$/.test(path) && !name.startsWith('@@');
      if (value === undefined || seen.has(folded) || name.includes('/')) return [`${path} broken`];
      seen.add(folded);
      return flat(value, `${path}/${isId ? name : folded}`, text);
    }),
  );
}

function control({ children: words = [] }: Node): string {
  const written = words.map((word) => String(word.value));
  const folded = written.map((word) => word.toLowerCase());
  const isKnown = folded.every((word) => /^@@(?:all|none|assign|append|remove)$/.test(word));
  const isAlone = !folded.includes('@@none') || folded.length === 1;
  return isKnown && isAlone && new Set(written).size === written.length ? 'control' : 'broken';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function deepest(text: string): number {
  let depth = 0;
  let found = 0;
  for (const [bracket] of text.replace(/"(?:[^"\\]|\\.)*"/g, '').matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    found = Math.max(found, depth);
  }
  return found;
}
