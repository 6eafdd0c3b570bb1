import { Lazy, type Precondition, Token } from 'cdktf';
import { valueOperators } from '../policy/chatbot/grammar.js';
import { type Path, renderPath } from '../policy/text/path.js';
import { quoted } from '../policy/text/quote.js';
import { joinedExpression, refersToSomething } from './list-expression.js';
import { quotedInExpression, terraformText } from './terraform-text.js';
import { isItemToken, isListToken } from './token-placeholders.js';
import { type LateRule, lateWords, type PropSchema } from './validate-props.js';

/** Tokens in a place, and what must be true of what they stand for. */
export type DeferredCheck = {
  readonly path: Path;
  readonly tokens: readonly string[];
} & (({ readonly rule: 'each' } & LateRule) | { readonly rule: 'some'; readonly help: string });

/** All tokens in a value that has its form of which Terraform can judge what they stand for. */
export function deferredChecks(form: PropSchema, value: unknown, path: Path): DeferredCheck[] {
  if (value === undefined || isOpenRecord(value)) return [];
  switch (form.form) {
    case 'word':
      return eachOf([value], path, lateWords(form.words));
    case 'text':
      return form.late === undefined ? [] : eachOf([value], path, form.late);
    case 'control':
      return eachOf(value, path, lateWords(valueOperators));
    case 'list':
      return inList(form, value as readonly unknown[], path);
    case 'keys':
      return Object.entries(form.keys).flatMap(([key, below]) =>
        deferredChecks(below, (value as Readonly<Record<string, unknown>>)[key], [...path, key]),
      );
    case 'each':
      return [
        ...(form.key === undefined ? [] : eachOf(Object.keys(value as object), path, form.key)),
        ...Object.entries(value as object).flatMap(([key, below]) =>
          deferredChecks(form.each, below, Token.isUnresolved(key) ? path : [...path, key]),
        ),
      ];
    default:
      return [];
  }
}

/** Stops Terraform's plan and says where, as soon as what a token stands for is known and wrong. */
export function planTimePrecondition(values: DeferredCheck): Precondition {
  const { path, tokens } = values;
  const lazily = (text: (list: string) => string): string =>
    Lazy.stringValue({ produce: (context) => `\${${text(joinedExpression(tokens, context))}}` });
  const condition = (text: (list: string) => string): string => lazily((list) => conditionOf(text(list)));
  const place = terraformText(quoted(renderPath(path)));
  if (values.rule === 'some') {
    return {
      condition: condition((list) => `length(${list}) > 0`),
      errorMessage: `${place} turns out to be an empty list; ${values.help}`,
    };
  }
  const { pattern, expected } = values;
  const wrong = (list: string): string =>
    `[for item in ${list} : item if !can(regex("${quotedInExpression(pattern)}", item))]`;
  return {
    condition: condition((list) => `length(${wrong(list)}) == 0`),
    errorMessage: `${place} turns out to hold ${lazily((list) => `join(", ", ${wrong(list)})`)}; expected ${expected}`,
  };
}

/** Terraform takes no condition that refers to nothing, such as one about a list that the program produces at synth. */
function conditionOf(expression: string): string {
  return refersToSomething(expression) ? expression : `${expression} && terraform.workspace != ""`;
}

function inList(form: PropSchema & { form: 'list' }, list: readonly unknown[], path: Path): DeferredCheck[] {
  const { item, some } = form;
  const isEmptyable = some !== undefined && list.length > 0 && list.every(isListToken);
  const late = item.form === 'word' ? lateWords(item.words) : item.form === 'text' ? item.late : undefined;
  return [
    ...(isEmptyable ? [{ path, tokens: list as readonly string[], rule: 'some' as const, help: some }] : []),
    ...(late === undefined ? [] : eachOf(list, path, late)),
    ...list.flatMap((one, index) =>
      item.form === 'keys' ? deferredChecks(item, one, [...path, index]) : [],
    ),
  ];
}

function eachOf(values: unknown, path: Path, late: LateRule): DeferredCheck[] {
  const tokens = (values as readonly string[]).filter(isItemToken);
  return tokens.length === 0 ? [] : [{ path, tokens, rule: 'each', ...late }];
}

/** A record as a whole is of Terraform's own types already. */
function isOpenRecord(value: unknown): boolean {
  return typeof value === 'object' && !Array.isArray(value) && Token.isUnresolved(value);
}
