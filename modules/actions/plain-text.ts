/**
 * A message as it was meant: chat clients put typographic quotes and hyphens in the place of plain ones, add
 * characters that cannot be seen, wrap commands in back-ticks and send mentions as markup. What stands before the
 * command is gone: a mention of Amazon Q in any spelling, then the word `aws`.
 */
export function plainText(message: string): string {
  return message
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[\u201c-\u201f\u2033]/g, '"')
    .replace(/[\u2018-\u201b\u2032]/g, "'")
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/\\\r?\n/g, ' ')
    .replace(/^[\s`]+|[\s`]+$/g, '')
    .replace(mention, '')
    .replace(/^aws(?:\s+|$)/i, '');
}

/**
 * `@aws`, `@Amazon Q`, `@Q`, the name of the app in Microsoft Teams (`@Amazon Q Developer`), and the markup
 * that Slack (`<@U0123>`) and Teams (`<at>…</at>`) send for a mention.
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/intro-to-the-aws-cli-in-slack.html
 */
const mention =
  /^(?:<@\w+(?:\|[^>]*)?>|<at[^>]*>[^<]*<\/at>|@(?:aws|amazon\s*q(?:\s+developer)?|q)(?!\S))[\s`]*/i;
