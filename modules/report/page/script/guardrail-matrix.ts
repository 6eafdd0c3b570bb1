import { byId, make, table } from './elements.js';
import type { Page } from './page.js';

/** Guardrails by OU, and what each guardrail denies, to which sessions it applies and which are exempt. */
export function guardrailMatrix({ data, pathOf }: Page): void {
  if (data.guardrails.length === 0) {
    byId('guardrails').append(
      make('p', {}, 'No service control policy has a condition on aws:ChatbotSourceArn.'),
    );
    return;
  }
  const paths = data.units.map((_, unit) => pathOf(unit));
  const bindings = new Map<number, ReadonlyMap<number, string>>();
  data.units.forEach(({ parent, attached }, unit) => {
    const inherited = [...(bindings.get(parent)?.keys() ?? [])].map((each) => [each, 'inherited'] as const);
    bindings.set(unit, new Map([...inherited, ...attached.map((each) => [each, 'attached'] as const)]));
  });

  const scopeTable = (): HTMLElement => {
    const rows = data.guardrails.flatMap(({ name, statements }) =>
      statements.map((words) => [name, ...words]),
    );
    const heads = ['Guardrail', 'Effect', 'Applies to', 'Exempt', 'Conditions'];
    return table(heads, { count: rows.length, cellsOf: (row) => rows[row] ?? [] }, 'Scope of guardrails');
  };
  const show = (filter: string): void => {
    const units = [...paths.keys()].filter((unit) => paths[unit]?.toLowerCase().includes(filter));
    const cellsOf = (row: number) => {
      const unit = units[row] ?? 0;
      const marks = data.guardrails.map((_, guardrail) => {
        const binding = bindings.get(unit)?.get(guardrail);
        return make('span', { class: binding ?? 'no' }, binding ?? '–');
      });
      return [paths[unit] ?? '', ...marks];
    };
    const heads = ['OU', ...data.guardrails.map(({ name }) => name)];
    byId('guardrails').replaceChildren(
      units.length === 0
        ? make('p', {}, 'No OU matches.')
        : table(heads, { count: units.length, cellsOf }, 'Guardrails by OU'),
      make('h3', {}, 'Scope'),
      scopeTable(),
    );
  };
  byId('unit-filter').addEventListener('input', (event) =>
    show((event.target as HTMLInputElement).value.trim().toLowerCase()),
  );
  show('');
}
