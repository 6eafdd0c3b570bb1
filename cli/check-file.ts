import { resolve } from 'node:path';
import { loadActionCatalogue } from '../modules/actions/load-action-catalogue.js';
import { checkTemplate } from '../modules/config/check/cloudformation-template.js';
import { type DocumentType, documentTypeOf } from '../modules/config/document-type.js';
import { checkConfiguration } from '../modules/config/plan-configuration.js';
import type { Source } from '../modules/config/text/place-problems.js';
import { checkChatPolicyText } from '../modules/policy/chatbot/check.js';
import { limitProblems } from '../modules/policy/problems/limit-problems.js';
import { finding, type Problem } from '../modules/policy/problems/problem.js';
import { checkServiceControlPolicyText } from '../modules/policy/scp/check.js';
import { parseJson } from '../modules/policy/text/parse-json.js';
import { problemsIn } from '../modules/policy/text/position.js';
import { CannotDo } from './cannot-do.js';
import type { ConfigurationOptions } from './configuration-options.js';
import { surroundingsOf } from './find-configuration.js';
import { selectionOf } from './load-plan.js';
import { notUtf8 } from './read-file.js';
import type { World } from './world.js';

/**
 * Checks one file. What it is follows from its content, unless `type` says so; text that does not parse is a
 * problem like any other. Throws `CannotDo` when the file cannot be read.
 */
export function checkFile(
  world: World,
  file: string,
  type: DocumentType | undefined,
  options: ConfigurationOptions,
): readonly Problem[] {
  const text = textOf(world, file);
  if (text === undefined) return [noText(file)];
  return limitProblems(checkText(world, { text, file }, type, options));
}

function checkText(
  world: World,
  source: Source,
  type: DocumentType | undefined,
  options: ConfigurationOptions,
): readonly Problem[] {
  const { file } = source;
  switch (type ?? documentTypeOf(source.text) ?? typeByName(file)) {
    case 'chat-policy':
      return problemsIn(source, checkChatPolicyText(source.text));
    case 'scp':
      return problemsIn(source, checkServiceControlPolicyText(source.text, loadActionCatalogue()));
    case 'cloudformation':
      return checkTemplate(source, loadActionCatalogue());
    case 'configuration':
      return checkConfiguration(source, surroundingsOf(world, file, options), selectionOf(world, options));
    case undefined:
      return unknownDocument(source);
  }
}

/** Undefined if the file can be read but is not text, which is a problem like any other. */
function textOf(world: World, file: string): string | undefined {
  try {
    return world.readFile(resolve(world.workingDirectory, file));
  } catch (error) {
    if (error instanceof CannotDo && error.reason === notUtf8) return undefined;
    throw error;
  }
}

function noText(file: string): Problem {
  return { ...finding('not-utf-8', 'error', { path: [] }, {}), file, line: 1, column: 1 };
}

/** A file named like a configuration is one, even when it is empty. */
function typeByName(file: string): DocumentType | undefined {
  return /(^|[\\/])chat-guardrails[^\\/]*\.(ya?ml|json)$/.test(file) ? 'configuration' : undefined;
}

function unknownDocument(source: Source): Problem[] {
  const { findings } = parseJson(source.text);
  const looksLikeJson = /^\s*[[{]/.test(source.text);
  return problemsIn(source, [
    ...(looksLikeJson ? findings : []),
    finding(
      'unknown-document',
      'error',
      { path: [] },
      {
        rule: source.text.trim() === '' ? 'empty' : 'unknown-type',
      },
    ),
  ]);
}
