import { type Document, isCollection, isScalar, visit, type YAMLError } from 'yaml';
import { type Finding, finding } from '../../policy/problems/problem.js';
import { invisible } from './copied-text.js';

/**
 * The finding for a text that is not valid YAML. One mistake causes errors on several lines, so only the first is
 * reported, at the place of the mistake where that can be found.
 */
export function syntaxErrorFinding(text: string, errors: readonly YAMLError[], document: Document): Finding {
  const [first, ...others] = errors;
  if (first === undefined) throw new Error('there is an error');
  const error = others.reduce((a, b) => (b.pos[0] < a.pos[0] ? b : a), first);
  if (error.code === 'MULTIPLE_DOCS') {
    const place = { path: [], offset: error.pos[0] };
    return finding('yaml-not-supported', 'error', place, { rule: 'several-documents' });
  }
  const lines = linesOf(text);
  const at = Math.max(
    0,
    lines.findLastIndex(({ offset }) => offset <= error.pos[0]),
  );
  return (
    tabFinding(lines, at) ??
    invisibleFinding(lines, at) ??
    templateFinding(lines, at) ??
    wildcardFinding(lines, at) ??
    unclosedFinding(text, document, error.pos[0]) ??
    mixedFinding(lines, at) ??
    lineFinding(lines, at, error) ??
    finding(
      'yaml-syntax',
      'error',
      { path: [], offset: error.pos[0] },
      { rule: 'parser', code: error.code, reason: error.message },
    )
  );
}

interface Line {
  readonly offset: number;
  readonly text: string;
}

function linesOf(text: string): readonly Line[] {
  let offset = 0;
  return text.split('\n').map((line) => {
    const start = offset;
    offset += line.length + 1;
    return { offset: start, text: line.replace(/\r$/, '') };
  });
}

/** A tab in the indentation of a line before the error, or of the next line. */
function tabFinding(lines: readonly Line[], at: number): Finding | undefined {
  const line = lines.slice(0, at + 2).find(({ text }) => /^ *\t\s*[^\s#]/.test(text));
  if (line === undefined) return undefined;
  const offset = line.offset + line.text.indexOf('\t');
  return finding('yaml-syntax', 'error', { path: [], offset }, { rule: 'tab' });
}

/** An invisible character where YAML needs a space: in an indentation, or after a dash or a colon. */
function invisibleFinding(lines: readonly Line[], at: number): Finding | undefined {
  const pattern = new RegExp(`(^ *|^[^#'"]*[:-])[${invisible}]`);
  const line = lines.slice(0, at + 2).find(({ text }, index) => index > 0 && pattern.test(text));
  if (line === undefined) return undefined;
  const before = pattern.exec(line.text)?.[1] ?? '';
  return finding(
    'yaml-syntax',
    'error',
    { path: [], offset: line.offset + before.length },
    { rule: 'space' },
  );
}

/** A template or variable of another program, or a fence of Markdown. */
function templateFinding(lines: readonly Line[], at: number): Finding | undefined {
  const line = lines[at];
  const [found] = /\$\{[^}]*\}|\{\{.*?\}\}|\{%.*?%\}|^ *```\w*/.exec(line?.text ?? '') ?? [];
  if (line === undefined || found === undefined) return undefined;
  const offset = line.offset + line.text.indexOf(found);
  const rule = found.includes('`') ? 'fence' : 'template';
  return finding('yaml-syntax', 'error', { path: [], offset }, { rule, found: found.trim() });
}

/** A key without a dash below an item of a list in the same column, or the other way round: the first of the dashes. */
function mixedFinding(lines: readonly Line[], at: number): Finding | undefined {
  const line = lines[at];
  const indent = line?.text.search(/\S/) ?? -1;
  if (line === undefined || indent < 1 || !/^\w+:(?: |$)/.test(line.text.trim())) return undefined;
  const block = lines.slice(0, at).toReversed();
  const end = block.findIndex(({ text }) => /\S/.test(text) && text.search(/\S/) < indent);
  const dash = block
    .slice(0, end)
    .findLast(({ text }) => text.search(/\S/) === indent && /^- +\w+:(?: |$)/.test(text.trim()));
  if (dash === undefined) return undefined;
  const facts = {
    rule: 'mixed',
    found: dash.text.trim(),
    expected: dash.text.trim().replace(/^- +/, ''),
  } as const;
  return finding('yaml-syntax', 'error', { path: [], offset: dash.offset + indent }, facts);
}

/** A wildcard without quotes, which YAML reads as an alias without a name. */
function wildcardFinding(lines: readonly Line[], at: number): Finding | undefined {
  const line = lines[at];
  const [, before] = /^((?:[^#'"]*?[:,[-])? +|[^#'"]*\[)\*(?:[\s,}\]]|$)/.exec(line?.text ?? '') ?? [];
  if (line === undefined || before === undefined) return undefined;
  const offset = line.offset + before.length;
  return finding('yaml-syntax', 'error', { path: [], offset }, { rule: 'wildcard' });
}

/** A bracket or a quote that is opened before the error and not closed in its line. */
function unclosedFinding(text: string, document: Document, before: number): Finding | undefined {
  let found: { readonly offset: number; readonly open: string } | undefined;
  const lastMissing = document.errors.reduce(
    (last, { code, pos }) => (code === 'MISSING_CHAR' ? Math.max(last, pos[0]) : last),
    -1,
  );
  visit(document, (_, node) => {
    if (isCollection(node) && node.flow === true && node.range != null && node.range[0] < before) {
      const open = node.tag === 'tag:yaml.org,2002:seq' || node.constructor.name === 'YAMLSeq' ? '[' : '{';
      if (node.range[1] >= before) found = { offset: node.range[0], open };
    }
    if (isScalar(node) && /^QUOTE_/.test(node.type ?? '') && node.range != null && node.range[0] < before) {
      if (lastMissing >= node.range[1] - 1 && node.range[1] >= before - 1) {
        found = { offset: node.range[0], open: node.type === 'QUOTE_SINGLE' ? "'" : '"' };
      }
    }
  });
  if (found === undefined) return undefined;
  const { offset, open } = found;
  const comment = commentAfter(text, offset);
  if (comment !== undefined) {
    const facts = { rule: 'comment', found: comment.found } as const;
    return finding('yaml-syntax', 'error', { path: [], offset: comment.offset }, facts);
  }
  return finding('yaml-syntax', 'error', { path: [], offset }, { rule: 'unclosed', found: open });
}

/** An unquoted `#` in the line of a bracket, which makes the rest of the line a comment. */
function commentAfter(text: string, open: number): { found: string; offset: number } | undefined {
  const [line = ''] = text.slice(open).split('\n');
  const [, before, found] = /^([^'"#]*[[{,\s])(#[^\s,\]}]+)/.exec(line) ?? [];
  return before === undefined || found === undefined ? undefined : { found, offset: open + before.length };
}

/** A mistake that the line of the error, or its indentation beside the next lines, shows. */
function lineFinding(lines: readonly Line[], at: number, error: YAMLError): Finding | undefined {
  const line = lines[at];
  if (line === undefined) return undefined;
  const indent = line.text.search(/\S/);
  const content = line.text.trim();
  const place = { path: [], offset: line.offset + Math.max(0, indent) };
  if (/^-[^\s-]/.test(content)) {
    const expected = `- ${content.slice(1)}`;
    return finding('yaml-syntax', 'error', place, { rule: 'space-after-dash', expected });
  }
  const withoutColon = error.code === 'MULTILINE_IMPLICIT_KEY' ? withColon(content) : undefined;
  if (withoutColon !== undefined) {
    return finding('yaml-syntax', 'error', place, { rule: 'colon', expected: withoutColon });
  }
  const isText = /^(?:- )?[\w$-]+: .*: /.test(content);
  const first = lines.find(({ text }) => /^\s*[^\s#]/.test(text));
  const [, indented = ''] = /^( +)[\w]+:/.exec(first?.text ?? '') ?? [];
  if (first !== undefined && indented !== '' && indent === 0) {
    const facts = { rule: 'indentation', count: indented.length, expected: 0 } as const;
    return finding('yaml-syntax', 'error', { path: [], offset: first.offset + indented.length }, facts);
  }
  if (error.code !== 'BLOCK_AS_IMPLICIT_KEY' || isText) return undefined;
  return indentationFinding(lines, at);
}

/** The line as a key with a value. */
function withColon(content: string): string | undefined {
  const [, dash = '', key = '', value = ''] = /^(- )?([\w$-]+)\s*[:=]?\s*(.*)$/.exec(content) ?? [];
  return key === '' ? undefined : `${dash}${key}: ${value}`.trim();
}

/** A key below a key that has a value: the line that does not fit the lines around it is the wrong one. */
function indentationFinding(lines: readonly Line[], at: number): Finding | undefined {
  const isWritten = ({ text }: Line): boolean => /^\s*[^\s#]/.test(text);
  const [line, next, after] = lines.slice(at).filter(isWritten);
  if (line === undefined || next === undefined) return undefined;
  const columnOf = ({ text }: Line): number => text.search(/[^\s-]/);
  if (columnOf(next) <= columnOf(line)) return undefined;
  const before = lines.slice(0, at).findLast(isWritten);
  const continues = before !== undefined && columnOf(before) === columnOf(next);
  const isNextWrong = !continues && (after === undefined || columnOf(after) <= columnOf(line));
  const wrong = isNextWrong ? next : line;
  const place = { path: [], offset: wrong.offset + Math.max(0, columnOf(wrong)) };
  const expected = columnOf(isNextWrong ? line : next);
  return finding('yaml-syntax', 'error', place, { rule: 'indentation', count: columnOf(wrong), expected });
}
