import { Document, isCollection, isMap, isScalar, isSeq, type Node, visit } from 'yaml';
import { escapeControlCharacters } from '../../policy/text/escape-control-characters.js';
import type { JsonObject, JsonValue } from '../../policy/text/json.js';
import type { Draft } from './draft.js';
import type { FoundTarget } from './found-policy.js';

/** A draft and the path of the file that holds its document, relative to the configuration. */
export interface NamedDraft extends Draft {
  readonly file: string | undefined;
}

/** What the configuration has beside its policies. */
export interface ConfigurationFrame {
  /** What was imported, for the comment at its top. */
  readonly source: string;
  /** The organization file, relative to the configuration. */
  readonly organization: string | undefined;
}

/** The configuration of the drafts, as YAML with comments. */
export function configurationText(drafts: readonly NamedDraft[], frame: ConfigurationFrame): string {
  const ofType = (type: string) => drafts.filter(({ policy }) => policy.type === type).map(entryOf);
  const chatPolicies = ofType('CHATBOT_POLICY');
  const guardrails = ofType('SERVICE_CONTROL_POLICY');
  const document = new Document({
    version: 1,
    ...(frame.organization === undefined ? {} : { organization: frame.organization }),
    ...(chatPolicies.length === 0 ? {} : { chatPolicies: chatPolicies.map(({ entry }) => entry) }),
    ...(guardrails.length === 0 ? {} : { guardrails: guardrails.map(({ entry }) => entry) }),
  });
  document.commentBefore = heading(frame.source);
  for (const [list, entries] of Object.entries({ chatPolicies, guardrails })) {
    for (const [index, { comments }] of entries.entries()) {
      for (const { path, text } of comments) comment(document.getIn([list, index, ...path], true), text);
    }
  }
  layOut(document);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, singleQuote: true, commentString });
}

/** An entry of the configuration and the comments in it, by path. */
interface Entry {
  readonly entry: JsonObject;
  readonly comments: readonly { readonly path: readonly (string | number)[]; readonly text: string }[];
}

function entryOf({ policy, words, keepsDocument, why, file }: NamedDraft): Entry {
  const { name, description, tags, targets = [], id, after, skipDestroy, preventDestroy } = policy;
  const attachments = targets.flatMap(({ written, attachedTo }) =>
    attachedTo === undefined ? [] : [[written, attachedTo] as const],
  );
  const existing = id !== undefined && {
    policy: id,
    ...(words !== undefined && keepsDocument && file !== undefined ? { document: file } : {}),
    ...(attachments.length === 0 ? {} : { attachments: Object.fromEntries(attachments) }),
  };
  const entry = {
    name,
    ...(description === '' ? {} : { description }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    targets: targets.map(({ written }) => written),
    ...(after.length === 0 ? {} : { attachAfter: after }),
    ...(skipDestroy ? { skipDestroy } : {}),
    ...(preventDestroy ? { preventDestroy } : {}),
    ...(words ?? { document: file ?? '' }),
    ...(existing ? { existing } : {}),
  };
  const open = { path: ['targets'], text: 'the source does not have the targets' };
  const spelled = {
    path: ['existing', 'document'],
    text: 'the document in AWS; remove this key when the policy changes',
  };
  const comments = [
    ...(policy.targets === undefined ? [open] : targetComments(targets)),
    ...(words === undefined && why !== undefined ? [{ path: ['document'], text: why }] : []),
    ...(existing && 'document' in existing ? [spelled] : []),
  ];
  return { entry, comments };
}

function targetComments(targets: readonly FoundTarget[]): Entry['comments'] {
  return targets.flatMap(({ comment }, index) =>
    comment === undefined ? [] : [{ path: ['targets', index], text: comment }],
  );
}

function heading(source: string): string {
  return ` yaml-language-server: $schema=./node_modules/cdktf-chat-guardrails/schema.json

 Imported from ${escapeControlCharacters(source)}
 \`chat-guardrails plan\` shows the policies that this file defines. The import listed what it could not carry over.
 Remove \`existing\` when Terraform has taken the policies over.`;
}

function comment(node: unknown, text: string): void {
  if (isScalar(node) || isCollection(node)) (node as Node).comment = ` ${escapeControlCharacters(text)}`;
}

function commentString(text: string): string {
  return text.replace(/^(?!$)/gm, '#').replace(/^$/gm, '#');
}

/** Short lists and maps of plain values on one line, an empty line before every part of the file. */
function layOut(document: Document): void {
  visit(document, {
    Collection: (_, node) => {
      const values: readonly JsonValue[] = isMap(node) || isSeq(node) ? Object.values(node.toJSON()) : [];
      const isPlain = values.every((value) => typeof value !== 'object' || value === null);
      const isShort = JSON.stringify(node.toJSON()).length <= 80;
      const isBare = isSeq(node) && node.items.every((item) => !isScalar(item) || item.comment == null);
      if (isPlain && isShort && isBare) node.flow = true;
    },
    Pair: (_, { key }) => {
      if (isScalar(key) && (key.value === 'chatPolicies' || key.value === 'guardrails'))
        key.spaceBefore = true;
    },
    Map: (key, node, path) => {
      if (typeof key === 'number' && key > 0 && path.length === 4) node.spaceBefore = true;
    },
  });
}
