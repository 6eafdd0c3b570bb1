import pc from 'picocolors';
import { withNames } from '../policy/organization/chat-names.js';
import type { ChatNames } from '../policy/organization/organization.js';
import type { Replay, ReplayGroup } from '../replay/answer.js';
import { renderTable } from './table/table.js';

/** The titles of the parts of a replay, in their order, with the groups of each. */
export function replayParts({ groups }: Replay): readonly (readonly [string, readonly ReplayGroup[]])[] {
  return [
    ['Would be denied', groups.filter(({ effect }) => effect === 'loss')],
    ['Would be allowed', groups.filter(({ effect }) => effect === 'gain')],
    ['Cannot tell', groups.filter(({ effect, after }) => effect === null && after === 'unknown')],
    ['No change', groups.filter(({ effect, after }) => effect === null && after !== 'unknown')],
  ];
}

/** The columns of a group for people. */
export const replayHeads = ['CALLS', 'ACTION', 'ACCOUNT', 'CONFIGURATION', 'LAST', 'WHY', 'PEOPLE'] as const;

/** A group as the cells of those columns. */
export function replayCells(group: ReplayGroup, names: ChatNames): readonly string[] {
  const { calls, deniedThen, action, accountId, configurations, attribution, last, people = [] } = group;
  const where = { certain: '', 'one-of': 'one of ', unknown: 'unknown' }[attribution];
  return [
    deniedThen === 0 ? String(calls) : `${calls} (${deniedThen} were denied)`,
    action,
    withNames(names, accountId),
    `${where}${configurations.join(', ')}`,
    last.slice(0, 10),
    withNames(names, why(group)),
    people.map(({ id, calls: own }) => `${id} (${own})`).join(', '),
  ];
}

function why({ after, causes, dependsOn = [] }: ReplayGroup): string {
  if (after === 'unknown') return dependsOn.length === 0 ? 'unknown' : `depends on ${dependsOn.join(', ')}`;
  return causes
    .map(({ policy, level, settings = [] }) => {
      const where = level === '' ? policy : `${policy} at ${level}`;
      return settings.length === 0 ? where : `${where} (${settings.join(', ')})`;
    })
    .join(', ');
}

/** One or two sentences: what was read, and what the plan does to it. */
export function replaySummary(answer: Replay): readonly string[] {
  const { period, events, counts, groups } = answer;
  const lost = groups.filter(({ effect }) => effect === 'loss');
  const calls = lost.reduce((sum, group) => sum + group.calls, 0);
  const days = period === undefined ? '' : ` from ${period.from.slice(0, 10)} to ${period.to.slice(0, 10)}`;
  const verdict =
    lost.length === 0
      ? 'No call that was run from chat would be denied.'
      : `${calls} ${calls === 1 ? 'call' : 'calls'} from chat would be denied (${lost.length} ${lost.length === 1 ? 'kind' : 'kinds'} of call).`;
  const least =
    counts === 'exact'
      ? []
      : [
          'Counts are minimums: the records have no data events, or too many distinct calls to count separately.',
        ];
  return [
    verdict,
    `${events.read} ${events.read === 1 ? 'event' : 'events'}${days}: ${events.fromChat} from chat, ${events.background} by the chat service itself.`,
    ...least,
  ];
}

/** Renders the effect of the plan on calls from chat for a terminal: losses first, then what is unknown. */
export function renderReplay(
  answer: Replay,
  output: { readonly colour: boolean; readonly columns?: number | undefined },
  names: ChatNames = new Map(),
): string {
  const { bold, dim } = pc.createColors(output.colour);
  const blocks = replayParts(answer).flatMap(([title, groups]) => {
    if (groups.length === 0) return [];
    const rows = groups.map((group) => replayCells(group, names));
    return [renderTable(replayHeads, rows, { title, head: bold, columns: output.columns })];
  });
  const unmapped = answer.unmapped.map(({ eventSource, eventName, calls }) => [
    String(calls),
    eventSource,
    eventName,
  ]);
  const others = [
    ...(unmapped.length === 0
      ? []
      : [
          renderTable(['CALLS', 'SOURCE', 'NAME'], unmapped, {
            title: 'IAM action unknown',
            head: bold,
            columns: output.columns,
          }),
        ]),
    ...(answer.guardrailsWithoutEffect.length === 0
      ? []
      : [
          `${dim('guardrails that deny none of these calls:')} ${answer.guardrailsWithoutEffect.join(', ')}\n`,
        ]),
  ];
  return `${replaySummary(answer).join('\n')}\n${[...blocks, ...others].map((block) => `\n${block}`).join('')}`;
}
