import { Token } from 'cdktf';
import type { Finding, Path } from '../policy/problem.js';
import { noList, unknownKey, wrongType } from './prop-findings.js';

/**
 * What has not the form of chat settings. The compiler says so to those who write TypeScript; a program in JavaScript
 * would deploy a policy that leaves out whatever it misspelt.
 */
export function checkSettings(settings: object): Finding[] {
  return check(chatSettings, settings, []);
}

type Form =
  | 'scalar'
  | 'list'
  | 'control'
  | { readonly keys: Readonly<Record<string, Form>> }
  /** The same under every id. */
  | { readonly each: Form };

const teamOverride: Form = { keys: { roleSettings: 'list', children: 'control' } };
const slackOverride: Form = { keys: { channelTypes: 'list', roleSettings: 'list', children: 'control' } };
const chatSettings: Form = {
  keys: {
    default: 'scalar',
    slack: {
      keys: {
        client: 'scalar',
        workspaces: 'list',
        channelTypes: 'list',
        roleSettings: 'list',
        overrides: { each: slackOverride },
        children: 'control',
      },
    },
    microsoftTeams: {
      keys: {
        client: 'scalar',
        tenants: { each: 'list' },
        roleSettings: 'list',
        overrides: { each: { each: teamOverride } },
        children: 'control',
      },
    },
    chime: { keys: { client: 'scalar', children: 'control' } },
    children: 'control',
  },
};

function check(form: Form, value: unknown, path: Path): Finding[] {
  if (form === 'control' || value === undefined) return [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const help = typeof form === 'string' ? 'write `{ assign: … }`' : 'write `{ … }`';
    return [wrongType(path, value, 'an object', help)];
  }
  const entries = Object.entries(value);
  if (typeof form === 'string') return entries.flatMap(([key, held]) => checkOperator(form, key, held, path));
  if ('each' in form) return entries.flatMap(([key, below]) => check(form.each, below, [...path, key]));
  return entries.flatMap(([key, below]) => {
    const known = Object.hasOwn(form.keys, key) ? form.keys[key] : undefined;
    return known === undefined
      ? [unknownKey([...path, key], key, Object.keys(form.keys))]
      : check(known, below, [...path, key]);
  });
}

function checkOperator(form: 'scalar' | 'list', key: string, value: unknown, path: Path): Finding[] {
  const here = [...path, key];
  const operators = form === 'list' ? ['assign', 'append', 'remove'] : ['assign'];
  if (key === 'children' || value === undefined) return [];
  if (!operators.includes(key)) return [unknownKey(here, key, [...operators, 'children'])];
  if (typeof value === 'object' && !Array.isArray(value) && Token.isUnresolved(value)) return [];
  if (form === 'list') return Array.isArray(value) ? [] : [noList(here, value)];
  return typeof value === 'string' ? [] : [wrongType(here, value, 'text', 'write one word')];
}
