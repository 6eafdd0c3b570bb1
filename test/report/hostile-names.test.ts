import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import type { Problem } from '../../modules/policy/problems/problem.js';
import { actionNames } from '../../modules/report/action-names.js';
import { renderImpactMarkdown } from '../../modules/report/impact-markdown.js';
import { renderImpact } from '../../modules/report/impact-text.js';
import { markdownText } from '../../modules/report/markdown-text.js';
import { renderProblems } from '../../modules/report/problems-text.js';
import { removePolicies } from '../../modules/simulator/apply-plan.js';
import { impactOf } from '../../modules/simulator/impact/impact-of.js';
import { hostileNames } from '../support/hostile-names.js';
import { hostileOrganization } from '../support/hostile-organization.js';

/** Characters that steer a terminal or turn text around; line ends are the report's own. */
const steering = /[^\P{C}\n]|[\u2028\u2029]/u;

const organization = hostileOrganization();
const everything = new Set([...organization.policies.keys()]);
const after = removePolicies(organization, everything);
const catalogue = loadActionCatalogue();
const impact = impactOf(organization, after, catalogue);
const names = actionNames(catalogue);
const problems = hostileNames.map(
  (name): Problem => ({
    kind: 'invalid-value',
    severity: 'error',
    path: [name, 0],
    facts: { rule: 'no-expectations' },
    file: name,
    message: 'a message',
  }),
);

describe('hostile names', () => {
  it('reach a terminal without anything that steers it', () => {
    const text = renderImpact(impact, organization, names, { colour: false, columns: 80 });
    expect(text).toContain('onerror');
    expect(text).not.toMatch(steering);
    expect(renderProblems(problems, false)).not.toMatch(steering);
  });

  it.each(hostileNames.map((name) => [name.slice(0, 30), name]))(
    'mean nothing to Markdown: %j',
    (_, name) => {
      const shown = markdownText(name)
        .replace(/<code>[^<]*<\/code>/g, '')
        .replace(/&#\d+;/g, '');
      expect(shown).not.toMatch(/[<>`*_[\]|@#~\\]/);
      expect(shown).not.toMatch(/:\/\/|www\./);
      expect(shown).not.toMatch(steering);
    },
  );

  it('leave a comment short, in one table each, and the same every time', () => {
    const comment = renderImpactMarkdown(impact, organization, names, problems);
    expect(comment).toBe(renderImpactMarkdown(impact, organization, names, problems));
    expect(comment.length).toBeLessThan(65_536);
    expect(comment.startsWith('<!-- chat-guardrails impact -->\n')).toBe(true);
    expect(comment).not.toMatch(/<(?!\/?(?:details|summary|b|code)>|!-- chat-guardrails impact -->)/);
    expect(comment).not.toMatch(steering);
  });
});
