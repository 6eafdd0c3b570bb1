import { missingPolicies } from '../../policy/organization/missing-parts.js';
import {
  type AttachmentTarget,
  attachedPolicies,
  type Organization,
} from '../../policy/organization/organization.js';
import { canonicalJson } from '../../policy/text/canonical-json.js';
import { mayMatchSomeAccounts } from './equivalent-accounts.js';

/** What the service control policies on a way say; two ways with the same facts decide alike. */
export interface PathSignature {
  /** What is attached on the way, level by level, and where it is more than AWS's own policies. */
  readonly key: string;
  /** All their documents. */
  readonly text: string;
  /** What is unknown of them, level by level. */
  readonly missing: string;
  /** Whether one of them may look at the name of a chat configuration. */
  readonly looksAtNames: boolean;
  /** Whether one of them may match some account ids by a pattern. */
  readonly hasAccountPatterns: boolean;
  /** Whether one of them looks at where an account stands. */
  readonly hasPaths: boolean;
}

/** A function from a way to its facts, which reads every document and every place once. */
export function pathSignatures(
  organization: Organization,
): (way: readonly AttachmentTarget[]) => PathSignature {
  if (!organization.enabledPolicyTypes.includes('SERVICE_CONTROL_POLICY')) return () => nothing;
  const levelOf = levels(organization);
  const known = new Map<string, PathSignature>();
  return (way) => {
    const found = way.map(levelOf);
    const key = found
      .map(({ number, isPlain }, at) => (isPlain ? number : `${number}@${way[at]?.id}`))
      .join('/');
    const facts = known.get(key);
    if (facts !== undefined) return facts;
    const texts = found.map(({ documents }) => documents.join('\n'));
    const text = texts.join('\n\n');
    const made = {
      key,
      text,
      missing: found.map(({ missing }) => missing).join('/'),
      looksAtNames: texts.some(mayLookAtNames),
      hasAccountPatterns: mayMatchSomeAccounts(text),
      hasPaths: /orgpaths/i.test(text),
    };
    known.set(key, made);
    return made;
  };
}

const nothing: PathSignature = {
  key: '',
  text: '',
  missing: '',
  looksAtNames: false,
  hasAccountPatterns: false,
  hasPaths: false,
};

interface Level {
  readonly number: number;
  /** Whether AWS's own policies are attached and no others: then it is never the cause of anything. */
  readonly isPlain: boolean;
  readonly documents: readonly string[];
  /** What is unknown of the policies; empty where all of them are known. */
  readonly missing: string;
}

function levels(organization: Organization): (target: AttachmentTarget) => Level {
  const documents = new Map<string, string>();
  const byIds = new Map<string, Level>();
  const byDocuments = new Map<string, Level>();
  const missingAt = missingPolicies(organization, 'SERVICE_CONTROL_POLICY');
  return (target) => {
    const parts = missingAt(target);
    const missing = parts.length === 0 ? '' : JSON.stringify(parts);
    const ids = `${target.policies.join(' ')}${missing}`;
    const known = byIds.get(ids);
    if (known !== undefined) return known;
    const attached = attachedPolicies(organization, target, 'SERVICE_CONTROL_POLICY');
    const own = attached.map(({ id, content }) => {
      const text = documents.get(id) ?? canonicalJson(content);
      documents.set(id, text);
      return text;
    });
    const key = `${JSON.stringify(own.sort())}${missing}`;
    const isPlain = missing === '' && attached.length > 0 && attached.every(({ awsManaged }) => awsManaged);
    const level = byDocuments.get(key) ?? { number: byDocuments.size, isPlain, documents: own, missing };
    byDocuments.set(key, level);
    byIds.set(ids, level);
    return level;
  };
}

/** A pattern for `aws:ChatbotSourceArn` that matches a chat configuration whatever its name. */
const anyName =
  '"arn:[^:"]*:chatbot:[^:"]*:[^:"]*:(?:\\*|chat-configuration/\\*|chat-configuration/[a-z-]+/\\*)"';
const looksAtNoName = new RegExp(`chatbotsourcearn":(?:${anyName}|\\[${anyName}(?:,${anyName})*\\])`, 'gi');

/** False only where every mention of the key is a condition in which names play no part. */
function mayLookAtNames(document: string): boolean {
  // The role of a channel is that of its configuration.
  return /chatbotsourcearn|aws:principalarn/i.test(document.replace(looksAtNoName, ''));
}
