import { counted } from '../../verdict.js';
import { nameOfPlace, platformFacts } from '../sections/access.js';
import { type Content, folded, type Html, html, list, table } from '../sections/html.js';
import { byId } from './elements.js';
import type { Page } from './page.js';

/** The page of the account that the address names: `#account=ID`. */
export function account({ data, accountOf, answerOf, guardrailsOf, pathOf }: Page): void {
  const guardrailsFor = (number: number, id: string): Content => {
    if (id === data.management) {
      return html`<p>This is the management account. Service control policies do not apply to it.</p>`;
    }
    const items = guardrailsOf(number).map((each) => {
      const { name = '', requirement = '' } = data.guardrails[each] ?? {};
      return html`<a href="#guardrail-${each}">${name}</a> ${requirement}`;
    });
    return items.length === 0 ? html`<p>No guardrail applies to this account.</p>` : list(items);
  };
  const panelOf = (number: number): Html => {
    const [id = '', name = '', unit = 0, , , change = -1] = data.accounts[number] ?? [];
    const answer = answerOf(number);
    const channels = data.channels.filter(([owner]) => owner === id).map(([, text]) => text);
    return html`<h2 id="account-title" tabindex="-1">${name === '' ? id : html`${name} <span class="id">${id}</span>`}</h2>
<p>in ${pathOf(unit)} · <a href="#top">close</a></p>
${platformFacts(answer, (place) => nameOfPlace(data.chatNames, place))}
${change < 0 ? undefined : html`<h3>What the plan changes</h3><div id="account-changes"></div>`}
<h3>Guardrails</h3>
${guardrailsFor(number, id)}
<h3>Channels</h3>
${channels.length === 0 ? html`<p>The organization file lists no channels of this account.</p>` : list(channels)}
<h3>Why</h3>
${reasonsOf(answer.reasons)}
${ignoredOf(answer.ignored)}
${folded('Effective chat policy as AWS writes it', html`<pre>${answer.json}</pre>`)}`;
  };
  const show = (number: number): void => {
    const panel = byId('account');
    panel.innerHTML = panelOf(number).html;
    const change = data.accounts[number]?.[5];
    for (const id of ['shared-changes', `change-${change}`]) {
      for (const node of document.getElementById(id)?.childNodes ?? []) {
        byId('account-changes').append(node.cloneNode(true));
      }
    }
    panel.hidden = false;
    panel.scrollIntoView();
    byId('account-title').focus();
  };
  const follow = (): void => {
    const [kind, id = ''] = location.hash.slice(1).split('=');
    const number = kind === 'account' ? accountOf(id) : undefined;
    if (number !== undefined) show(number);
    else if (location.hash === '#top') byId('account').hidden = true;
  };
  window.addEventListener('hashchange', follow);
  follow();
}

function reasonsOf(reasons: readonly (readonly string[])[]): Content {
  return reasons.length === 0
    ? html`<p>No chat policy sets anything here: nothing is restricted.</p>`
    : folded(
        `${counted(reasons.length, 'setting')} and the policies that set them`,
        table(['Setting', 'Value', 'Operator', 'Policy', 'Attached to'], reasons),
      );
}

function ignoredOf(ignored: readonly (readonly string[])[]): Content {
  const heads = ['Setting', 'Value', 'Operator', 'Policy', 'Attached to', 'Why'];
  return ignored.length === 0
    ? undefined
    : folded(`${counted(ignored.length, 'setting')} without effect`, table(heads, ignored));
}
