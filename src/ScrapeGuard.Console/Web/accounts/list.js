import { h, set } from '../dom/element.js';
import { query } from '../data/api.js';
import { watch } from '../live/stream.js';
import { filters, flaggedFields } from '../shell/filters.js';
import { card, pageHead } from '../shell/pagehead.js';
import { pagedList, rowsTable } from '../shell/pages.js';
import { calmly } from '../shell/states.js';
import { accountRow, heads } from './row.js';

export const title = () => 'Accounts';

const Pause = 5000;

/** Flagged accounts, or those that fit a name. */
export function show(root, { params, signal }) {
  const table = rowsTable('Accounts', heads);
  const list = pagedList({
    path: query('accounts', {
      verdict: params.verdict,
      campaign: params.campaign,
      q: params.q,
      sort: params.sort ?? 'score',
    }),
    table,
    signal,
    rowsOf: items => items.map(item => accountRow(item)),
    emptyText:
      params.q || params.verdict || params.campaign
        ? 'No account fits. Take a filter away.'
        : 'No account was flagged yet.',
  });
  // Read again calmly, and not under somebody's hand.
  const later = calmly(() => list.element.matches(':hover, :focus-within') || list.reload(), Pause, signal);
  watch(frame => frame.decisionCount && later(), signal);
  set(
    root,
    pageHead('Accounts', 'Everybody who was flagged, and whoever you look for by name.'),
    filters(
      'accounts',
      params,
      flaggedFields('Name', [
        ['tracks', 'tracks taken'],
        ['time', 'newest'],
      ]),
      signal,
    ),
    h('div', { class: 'stack' }, card('Found', list.element)),
  );
}
