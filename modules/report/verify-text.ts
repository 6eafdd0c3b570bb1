import pc from 'picocolors';
import type { PolicyDifference, Verification } from '../analysis/verify.js';
import { namesById, withNames } from '../policy/organization/chat-names.js';
import { accountsOf, type Organization } from '../policy/organization/organization.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import type { JsonValue } from '../policy/text/json.js';

/** The result of a verification as lines of text by part, the same in every format. */
export interface VerifyWords {
  readonly verdict: string;
  readonly parts: readonly { readonly title: string; readonly lines: readonly string[] }[];
}

/** Describes a verification: differences with possible reasons, invalid policies, and what is unknown. */
export function verifyWords(found: Verification, organization: Organization): VerifyWords {
  const names = new Map([...accountsOf(organization)].map(({ account }) => [account.id, account.name]));
  const account: NameOf = (id) => {
    const name = names.get(id) ?? '';
    return name === '' || name === id ? id : `${id} (${name})`;
  };
  const policy: NameOf = (id) => organization.policies.get(id)?.name ?? id;
  const parts = [
    {
      title: 'Differs from the prediction',
      lines: found.differences.flatMap((one) => differenceLines(one, found, { account, policy })),
    },
    {
      title: 'Invalid in AWS, so the last valid policy stays in force',
      lines: found.invalid.flatMap(({ accountId, errors }) => [
        account(accountId),
        ...errors.map(
          ({ code, path, policies }) => `  ${code} at ${path}, from ${policies.map(policy).join(', ')}`,
        ),
      ]),
    },
    {
      title: 'Chat configurations that are not enabled',
      lines: found.channels.map(
        ({ accountId, name, state, reason }) =>
          `${name} in ${account(accountId)}: ${[state, reason].filter(Boolean).join(', ')}`,
      ),
    },
    { title: 'Unknown', lines: found.missing.map(({ what, id, reason }) => `${what} of ${id}: ${reason}`) },
  ];
  const known = namesById(organization);
  const named = parts.map(({ title, lines }) => ({
    title,
    lines: lines.map((line) => withNames(known, line)),
  }));
  return { verdict: verdict(found), parts: named.filter(({ lines }) => lines.length > 0) };
}

function verdict({ accounts: { total, asked, agree, differ, unknown }, invalid }: Verification): string {
  const counts = [`${agree} agree`, `${differ} differ`, `${unknown} unknown`].join(', ');
  const head =
    differ > 0 || invalid.length > 0
      ? 'Effective policies in AWS differ from the prediction.'
      : unknown > 0
        ? 'Not every account could be verified.'
        : 'Effective policies in AWS match the prediction.';
  return `${head} Asked about ${asked} of ${total} accounts: ${counts}.`;
}

function differenceLines(
  { accounts, standsFor, path, predicted, found, causes, contradicts }: PolicyDifference,
  { facts }: Verification,
  { account, policy }: { readonly account: NameOf; readonly policy: NameOf },
): readonly string[] {
  const others = standsFor.length === 0 ? '' : ` and ${standsFor.length} that inherit the same`;
  const sources = causes.map((cause) => `${policy(cause.policy)} at ${cause.level}`);
  return [
    `${path.join('.')} in ${accounts.map(account).join(', ')}${others}`,
    `  predicted  ${valueText(predicted)}${sources.length === 0 ? '' : `, from ${sources.join(', ')}`}`,
    `  found      ${valueText(found)}`,
    ...contradicts.map(
      (id) => `  contradicts ${id}: ${facts[id]?.fact ?? ''} (known from ${facts[id]?.evidence ?? ''})`,
    ),
    ...(contradicts.length === 0
      ? ['  contradicts nothing: no policy of the organization file has this value; collect again']
      : []),
  ];
}

type NameOf = (id: string) => string;

function valueText(value: JsonValue): string {
  return value === null ? 'nothing' : JSON.stringify(value);
}

/** What to do about a difference. */
export const differenceHelp =
  'Changes can take minutes: pass `--wait 10m`. If it stays, collect the organization again and compare with `drift`. If that finds nothing, AWS contradicts a fact that predictions are built on: report the lines above with the output of `effective --account ID --explain` (docs/decisions/chat-policy-semantics.md lists the facts).';

/** A verification for a terminal. */
export function renderVerification(
  found: Verification,
  organization: Organization,
  output: { readonly colour: boolean },
): string {
  const { bold, green, red } = pc.createColors(output.colour);
  const { verdict: first, parts } = verifyWords(found, organization);
  const paint = found.accounts.differ > 0 || found.invalid.length > 0 ? red : green;
  const blocks = parts.map(
    ({ title, lines }) =>
      `\n${bold(title)}\n${lines.map((line) => `  ${escapeControlCharacters(line)}\n`).join('')}`,
  );
  const help = found.differences.length === 0 ? '' : `\n${differenceHelp}\n`;
  return `${paint(first)}\n${blocks.join('')}${help}`;
}
