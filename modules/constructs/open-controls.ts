import { type IResolveContext, Lazy, Token } from 'cdktf';
import { controlWords, type SpellControl } from '../policy/chatbot/compile.js';
import { joinedExpression } from './list-expression.js';
import { holdsToken, isItemToken } from './token-placeholders.js';

/**
 * Settings in which each `children` that only Terraform knows is replaced by what it becomes on a setting and on a set of
 * overrides, one beside the other; `spellOpenControl` takes the one that its place wants.
 */
export function openControls<T>(settings: T): T {
  return open(settings) as T;
}

/** The words of a control, or the token for them. */
export const spellOpenControl: SpellControl = (control, isOverrides) => {
  const [onSetting = '', onOverrides = ''] = control as readonly string[];
  return holdsToken(onSetting) ? [isOverrides ? onOverrides : onSetting] : controlWords(control, isOverrides);
};

function open(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || Array.isArray(part) || Token.isUnresolved(part))
    return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, below]) => [
      key,
      /^(children|[a-z]+Children)$/.test(key) && isOpenControl(below) ? bothSpellings(below) : open(below),
    ]),
  );
}

function isOpenControl(control: unknown): control is readonly string[] {
  return Array.isArray(control) && control.some(isItemToken);
}

function bothSpellings(control: readonly string[]): readonly string[] {
  return [
    ...listOf((context) => words(joinedExpression(control, context))),
    ...listOf((context) => {
      const given = joinedExpression(control, context);
      return words(`[for word in ${given} : word if contains(${given}, "@@assign")]`);
    }),
  ];
}

/** An empty control is the word for nothing. */
function words(list: string): string {
  return `coalescelist(distinct(${list}), ["@@none"])`;
}

function listOf(expression: (context: IResolveContext) => string): readonly string[] {
  return Token.asList(Lazy.anyValue({ produce: (context) => `\${${expression(context)}}` }));
}
