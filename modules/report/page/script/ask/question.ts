import type { ChatPlatform } from '../../../../policy/intent.js';

/** What the form asks: the texts of its fields, empty where nothing is entered. */
export type Question = Readonly<Record<Field, string>>;

/** The fields of the form, in their order. Those of a request have the names of the options of `decide`. */
export const fields = [
  'ask',
  'account',
  'action',
  'platform',
  'workspace',
  'tenant',
  'team',
  'channel-type',
  'role',
  'configuration',
  'region',
  'resource',
  'context',
] as const;

/** The name of a field. */
export type Field = (typeof fields)[number];

/** The fields that a platform does not have; a request without a chat session has no origin at all. */
export const fieldsWithout: Readonly<Record<ChatPlatform | 'console' | '', readonly Field[]>> = {
  '': [],
  slack: ['tenant', 'team'],
  microsoft_teams: ['workspace', 'channel-type'],
  chime: ['workspace', 'channel-type', 'tenant', 'team'],
  console: ['workspace', 'channel-type', 'tenant', 'team', 'role', 'configuration'],
};

/** `#ask=decide&account=…`: a question as the part of the address after the page. */
export function addressOf(question: Question): string {
  const given = fields.filter((field) => question[field] !== '');
  return `#${new URLSearchParams(given.map((field) => [field, question[field]]))}`;
}

/** The question in an address; undefined if it has none. */
export function questionIn(hash: string): Question | undefined {
  if (!hash.startsWith('#ask=')) return undefined;
  const given = new URLSearchParams(hash.slice(1));
  return questionOf((field) => given.get(field) ?? '');
}

/** A question by the text of each field. */
export function questionOf(textOf: (field: Field) => string): Question {
  const texts = fields.map((field) => [field, textOf(field)] as const);
  return Object.fromEntries(texts) as Record<Field, string>;
}
