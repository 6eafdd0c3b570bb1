import type { Source } from '../../config/text/node-at-path.js';
import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import type { PolicyType } from '../../policy/plan/plan.js';
import { problemsIn } from '../../policy/text/position.js';
import { checkedDocument } from './checked-document.js';
import type { ImportSource } from './found-policy.js';

/**
 * The policy of a raw document, named like its file. One that AWS would refuse is none: the errors of `check` say why.
 */
export function fromDocument(source: Source, type: PolicyType, catalogue?: ActionCatalogue): ImportSource {
  const { text, file } = source;
  const document = checkedDocument(text, type, catalogue);
  if (document.errors !== undefined) return { policies: [], problems: problemsIn(source, document.errors) };
  const { content } = document;
  const policy = {
    ...{ type, name: nameOf(file), description: '', tags: {}, content, targets: undefined },
    ...{
      skipDestroy: false,
      preventDestroy: false,
      after: [],
      place: { file, line: 1, column: 1, path: [] },
    },
  };
  return { policies: [policy], problems: [] };
}

/** The file's name without folders and ending. */
function nameOf(file: string): string {
  const name = file.split(/[\\/]/).at(-1) ?? file;
  return name.replace(/(?<=.)\.[^.]*$/, '');
}
