import type { Verification } from '../analysis/verify.js';
import type { Organization } from '../policy/organization/organization.js';
import { markdownText } from './markdown-text.js';
import { differenceHelp, verifyWords } from './verify-text.js';

/** Code hosts cut summaries and comments; this many lines of a part fit with room to spare. */
const maxLines = 150;

/** A verification for the summary of a deployment. */
export function renderVerificationMarkdown(found: Verification, organization: Organization): string {
  const { verdict, parts } = verifyWords(found, organization);
  const blocks = parts.map(({ title, lines }) => {
    const shown = lines
      .slice(0, maxLines)
      .map((line) => `${line.startsWith('  ') ? '  ' : ''}- ${markdownText(line.trim())}`);
    const more = lines.length - shown.length;
    return [
      `#### ${title}`,
      '',
      ...shown,
      ...(more > 0 ? ['', `${more} more lines; the JSON output has all`] : []),
    ].join('\n');
  });
  const help = found.differences.length === 0 ? [] : [differenceHelp];
  return `${['### Chat guardrails: verification', `**${verdict}**`, ...blocks, ...help].join('\n\n')}\n`;
}
