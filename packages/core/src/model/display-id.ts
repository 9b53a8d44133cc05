import type { Numbered } from './event.ts';

/** The number of what is only planned: nobody knows yet which it will be. */
export const NO_NUMBER = 0;

/** What people call an entity: `AI-7` (the prefix is configured), `INC-3`, `SER-2`; `new` while it has {@link NO_NUMBER}. */
export function displayId(settings: { readonly idPrefix: string }, entity: Pick<Numbered, 'type' | 'number'>): string {
  if (entity.number === NO_NUMBER) return 'new';
  switch (entity.type) {
    case 'item':
      return `${settings.idPrefix}-${entity.number}`;
    case 'incident':
      return `INC-${entity.number}`;
    case 'series':
      return `SER-${entity.number}`;
  }
}

const FORM = /^(?:(.+)-)?(\d{1,15})$/s;

/**
 * What a person means by `text`, or `null` when it is no such id. Upper and lower case are the same;
 * a bare number is an item. The configured prefix comes first, should it be `INC` or `SER`.
 */
export function parseDisplayId(text: string, idPrefix: string): { readonly type: Numbered['type']; readonly number: number } | null {
  const parts = FORM.exec(text.trim());
  if (!parts) return null;
  const number = Number(parts[2]);
  if (number < 1) return null;
  const prefix = (parts[1] ?? idPrefix).toUpperCase();
  if (prefix === idPrefix.toUpperCase()) return { type: 'item', number };
  if (prefix === 'INC') return { type: 'incident', number };
  if (prefix === 'SER') return { type: 'series', number };
  return null;
}
