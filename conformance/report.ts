import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MergeFactId, mergeFacts } from '../modules/analysis/merge-facts.js';
import type { JsonValue } from '../modules/policy/text/json.js';

/** AWS's answer to one scenario beside ours. */
export interface Result {
  /** The file of the scenario below `test/scenarios`. */
  readonly file: string;
  readonly name: string;
  readonly outcome: 'agrees' | 'differs' | 'not-asked';
  readonly expected?: JsonValue;
  readonly found?: JsonValue;
  /** Why AWS was not asked. */
  readonly reason?: string;
  /** The facts about merging that a difference contradicts. */
  readonly contradicts?: readonly MergeFactId[];
}

/** What AWS answers to the scenarios of this clone, at one time. */
export interface Report {
  readonly kind: 'scp' | 'chat-policies';
  /** ISO 8601. */
  readonly date: string;
  /** The organization in which policies were created. */
  readonly organization?: string;
  /** Why the run ended before the last scenario. */
  readonly interrupted?: string;
  /** What needs attention beside the scenarios, such as policies that could not be deleted. */
  readonly notes: readonly string[];
  readonly results: readonly Result[];
}

/** Writes a report as JSON and as Markdown, with its date in their names, and returns their paths. */
export function writeReport(folder: string, report: Report): readonly string[] {
  const { version }: { readonly version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
  const counts = countsOf(report);
  const base = join(folder, `conformance-${report.kind}-${report.date.slice(0, 10)}`);
  mkdirSync(folder, { recursive: true });
  const { results, ...head } = report;
  const json = { ...head, version, counts, results };
  writeFileSync(`${base}.json`, `${JSON.stringify(json, null, 2)}\n`);
  writeFileSync(`${base}.md`, markdownOf(report, version));
  return [`${base}.md`, `${base}.json`];
}

/** How many scenarios agree, differ, and were not asked. */
export function countsOf({ results }: Report): Readonly<Record<'agree' | 'differ' | 'notAsked', number>> {
  const count = (wanted: Result['outcome']) => results.filter(({ outcome }) => outcome === wanted).length;
  return { agree: count('agrees'), differ: count('differs'), notAsked: count('not-asked') };
}

const subjects = { scp: 'service control policies', 'chat-policies': 'chat policies' };

function markdownOf(report: Report, version: string): string {
  const { kind, date, organization, interrupted, notes, results } = report;
  const { agree, differ, notAsked } = countsOf(report);
  const asked =
    organization === undefined ? "IAM's policy simulator" : `the organization \`${organization}\``;
  const differing = results.filter(({ outcome }) => outcome === 'differs');
  const reasons = new Map<string, number>();
  for (const { outcome, reason = '' } of results) {
    if (outcome === 'not-asked') reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const blocks = [
    `# AWS and cdktf-chat-guardrails ${version}: ${subjects[kind]}`,
    `${date}, by ${asked}. **${agree} scenarios agree, ${differ} differ, ${notAsked} were not asked.**`,
    ...(interrupted === undefined ? [] : [`The run ended early: ${interrupted}.`]),
    ...notes,
    ...(differing.length === 0 ? [] : ['## Differences', ...differing.map(differenceText)]),
    ...(reasons.size === 0
      ? []
      : ['## Not asked', [...reasons].map(([why, n]) => `- ${n}: ${why}`).join('\n')]),
    '## Agreements',
    agreementTable(results),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function differenceText({ file, name, expected, found, contradicts = [] }: Result): string {
  const facts = contradicts.map((id) => `- contradicts \`${id}\`: ${mergeFacts[id].fact}`);
  return [
    `### ${name}`,
    '',
    `\`test/scenarios/${file}\``,
    '',
    `- expected \`${JSON.stringify(expected)}\``,
    `- AWS \`${JSON.stringify(found)}\``,
    ...facts,
  ].join('\n');
}

function agreementTable(results: readonly Result[]): string {
  const files = [...new Set(results.map(({ file }) => file))];
  const rows = files.map((file) => {
    const own = results.filter((result) => result.file === file);
    const agree = own.filter(({ outcome }) => outcome === 'agrees').length;
    return `| \`${file}\` | ${agree} of ${own.length} |`;
  });
  return ['| scenarios | agree |', '| --------- | ----- |', ...rows].join('\n');
}
