import { quoted } from '../../policy/problem.js';
import { type Found, leftAlone } from './found-policy.js';
import { isAboutChat } from './why-document.js';

/** What was found without the service control policies that do not look at the source of a chat session. */
export function onlyChat({ policies, problems }: Found): Found {
  const ours = policies.filter(({ type, content }) => type === 'CHATBOT_POLICY' || isAboutChat(content));
  const others = policies.filter((policy) => !ours.includes(policy));
  const left = others.map(({ name, place }) => leftAlone(place, `${quoted(name)} is not about chat`));
  return { policies: ours, problems: [...problems, ...left] };
}
