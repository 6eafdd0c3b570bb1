import pc from 'picocolors';
import type { Denial, DenyingPolicyKind } from '../denials/denial.js';
import type { Exemption } from '../denials/exemption.js';
import type { ExplainedPolicy, Explanation, NoExemption } from '../denials/explain-denial.js';
import { withNames } from '../policy/organization/chat-names.js';
import type { ChatNames } from '../policy/organization/organization.js';
import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import { quoted } from '../policy/text/quote.js';

/** Where a guardrail is written: the file, and the line from 1. */
export interface GuardrailPlace {
  readonly file: string;
  readonly line: number;
}

/** An explanation of an access denial as people read it, with the exemption as text to paste. */
export function renderExplanation(
  explanation: Explanation,
  place: GuardrailPlace | undefined,
  output: { readonly colour: boolean },
  names: ChatNames = new Map(),
): string {
  const colours = pc.createColors(output.colour);
  const rows = factRows(explanation, place);
  const width = Math.max(...rows.map(([label]) => label.length), 0);
  const lines = [
    colours.bold(verdict(explanation)),
    ...(rows.length === 0 ? [] : ['']),
    ...rows.map(([label, value]) => `  ${colours.dim(label.padEnd(width))}  ${withNames(names, value)}`),
    ...paragraphs(explanation).flatMap((paragraph) => ['', ...paragraph]),
  ];
  return lines.map((line) => `${escapeControlCharacters(line).trimEnd()}\n`).join('');
}

const kindNames: Readonly<Record<DenyingPolicyKind, string>> = {
  'service-control-policy': 'service control policy (SCP)',
  'resource-control-policy': 'resource control policy (RCP)',
  'permissions-boundary': 'permissions boundary',
  'session-policy': 'session policy',
  'identity-policy': 'identity-based policy',
  'resource-policy': 'resource-based policy',
  'vpc-endpoint-policy': 'VPC endpoint policy',
  unknown: 'policy',
};

function verdict({ kind, denial, policy, guardrail, isForeign }: Explanation): string {
  if (denial.from === 'chat') return 'refused by the chat application, not by an SCP';
  if (kind === 'unknown') return 'denied; the message does not name the type of policy';
  const name = kindNames[kind];
  if (denial.effect === 'implicit') return `denied: no ${name} allows the action`;
  if (guardrail !== undefined) return `denied by the guardrail ${quoted(guardrail.name)}`;
  const which = policy === undefined ? '' : ` ${policyName(policy)}`;
  if (kind !== 'service-control-policy') return `denied by a ${name}${which}; not by an SCP`;
  if (isForeign) return `denied by a ${name}${which} of another organization`;
  return policy === undefined ? `denied by a ${name}` : `denied by the ${name}${which}`;
}

function policyName({ id, name }: Pick<ExplainedPolicy, 'id' | 'name'>): string {
  return name === undefined ? quoted(id) : `${quoted(name)} (${id})`;
}

function factRows(
  { denial, policy, guardrail, statements, uncertain, configurations }: Explanation,
  place: GuardrailPlace | undefined,
): readonly (readonly [string, string])[] {
  const where = place === undefined ? '' : `, ${place.file}:${place.line}`;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['principal', denial.principal],
    ['account', denial.accountId],
    ['configuration', listOf(configurations.map(({ name }) => name))],
    ['action', denial.action],
    ['resource', denial.resource],
    ['policy', policy && policyName(policy)],
    ['guardrail', guardrail && `${quoted(guardrail.name)}${where}`],
    ['owner', guardrail?.owner],
    [uncertain ? 'statements that may deny it' : 'statement', listOf(statements)],
    ['applies to', guardrail?.bound === undefined ? undefined : configurationsCount(guardrail.bound)],
  ];
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]));
}

function listOf(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : [...new Set(values)].join(', ');
}

function configurationsCount(count: number): string {
  return `${count} chat configuration${count === 1 ? '' : 's'} of the organization`;
}

function paragraphs(explanation: Explanation): readonly (readonly string[])[] {
  const { candidates, configured, others, policy, guardrail, kind, denial, isForeign } = explanation;
  return [
    ...(candidates === undefined ? [] : [candidateLines(candidates, configured)]),
    ...(others.length === 0
      ? []
      : [['AWS names one policy. These deny the request as well:', ...others.map(bullet)]]),
    ...(kind === 'service-control-policy' && policy?.managed === false && !isForeign
      ? [[policy.name === undefined ? notFound : 'The configuration does not manage this policy.']]
      : []),
    ...(guardrail === undefined ? advice(denial, kind) : exemptionLines(explanation)),
  ];
}

const notFound =
  'No organization file or Terraform state has this policy. Run `collect` again, or pass `--terraform-state`.';

function bullet(policy: ExplainedPolicy): string {
  return `  - ${policyName(policy)}${policy.managed ? ', managed by the configuration' : ''}`;
}

function candidateLines(
  candidates: readonly ExplainedPolicy[],
  configured: readonly string[],
): readonly string[] {
  return candidates.length === 0
    ? [
        'The message does not name the policy, and no known SCP on the path of the account denies the action. Pass `--organization`, or run `collect` again.',
        ...(configured.length === 0
          ? []
          : [
              `Guardrails of the configuration that deny it, deployed or not: ${configured.map(quoted).join(', ')}.`,
            ]),
      ]
    : [
        'The message does not name the policy. On the path of the account, these deny the action:',
        ...candidates.map(bullet),
      ];
}

/** What to do about a denial that no guardrail of the configuration explains. */
function advice(denial: Denial, kind: DenyingPolicyKind): readonly (readonly string[])[] {
  const lines: (readonly string[])[] = [];
  if (denial.authorizationId !== undefined) {
    lines.push([
      'AWS keeps its evaluation for at least 24 hours:',
      `  aws iam-toolbox get-request-authorization-details --authorization-id ${denial.authorizationId}`,
    ]);
  }
  if (denial.encoded === true) {
    lines.push(['The reason is encoded. Decode it, and pass the output to `explain`:', decodeCommand]);
  }
  if (denial.from === 'chat') {
    lines.push(['`chat-guardrails decide` shows which chat policy or setting refuses the session.']);
  }
  if (kind === 'identity-policy' && denial.effect === 'implicit') {
    lines.push([
      'The role of the chat session, or the guardrail policies of the channel, do not allow the action.',
    ]);
  }
  return lines;
}

const decodeCommand = '  aws sts decode-authorization-message --encoded-message MESSAGE';

const whyNone: Readonly<Record<NoExemption, string>> = {
  'session-unknown':
    'No exemption is proposed: no chat configuration of the organization file uses the role of this session.',
  'several-sessions':
    'No exemption is proposed: several chat configurations use this role, and the message does not name it.',
  'own-document': 'The guardrail is a policy document of your own: add the exemption to its conditions.',
  'not-expressible':
    'No exemption is proposed: the keys of `exceptFrom` are combined with "and", so adding this session would change others. Split the guardrail in two.',
};

function exemptionLines({ exemption, others }: Explanation): readonly (readonly string[])[] {
  if (exemption === undefined) return [];
  if (typeof exemption === 'string') return [[whyNone[exemption]]];
  return [
    ['To exempt this session and no other, add to the guardrail:', ...exemptionYaml(exemption)],
    ...(others.length === 0 ? [] : [['The request stays denied by the other policies above.']]),
  ];
}

function exemptionYaml({ platforms, configurations, accounts }: Exemption): readonly string[] {
  const list = (key: string, values: readonly string[] | undefined, quote = '') =>
    values === undefined
      ? []
      : [`      ${key}: [${values.map((value) => `${quote}${value}${quote}`).join(', ')}]`];
  return [
    '    exceptFrom:',
    ...list('platforms', platforms),
    ...list('configurations', configurations, "'"),
    ...list('accounts', accounts, "'"),
    '      reason: WHY',
    '      owner: WHO',
    '      until: YYYY-MM-DD',
  ];
}
