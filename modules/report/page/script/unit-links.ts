import { byId } from './elements.js';
import type { Page } from './page.js';

/** Opens the tree down to the unit that the address names: `#unit=NUMBER`. */
export function unitLinks({ data }: Page): void {
  const follow = (): void => {
    const [kind, number = ''] = location.hash.slice(1).split('=');
    if (kind !== 'unit') return;
    const path: number[] = [];
    for (let unit = Number(number); data.units[unit] !== undefined; unit = data.units[unit]?.parent ?? -1) {
      path.unshift(unit);
    }
    for (const unit of path) {
      const details = byId(`unit-${unit}`).parentElement;
      if (!(details instanceof HTMLDetailsElement) || details.open) continue;
      details.open = true;
      details.dispatchEvent(new Event('toggle'));
    }
    byId(`unit-${number}`).scrollIntoView({ block: 'center' });
    byId(`unit-${number}`).focus();
  };
  window.addEventListener('hashchange', follow);
  follow();
}
