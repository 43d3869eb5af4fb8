import { h, set } from '../dom/element.js';
import { query } from '../data/api.js';
import { watch } from '../live/stream.js';
import { segments } from '../shell/filters.js';
import { card, pageHead } from '../shell/pagehead.js';
import { cell, pagedList, rowsTable } from '../shell/pages.js';
import { campaignHref, href } from '../shell/router.js';
import { calmly } from '../shell/states.js';
import { bytes, count, number, share } from '../text/number.js';
import { campaignName } from '../text/name.js';
import { timeOf } from '../text/time.js';
import { badge, capital, words } from '../text/words.js';

export const title = () => 'Campaigns';

const Pause = 2000;
const heads = [
  ['Campaign'],
  ['Accounts', 'n'],
  ['Suspended', 'n'],
  ['Tracks', 'n'],
  ['Of the catalogue', 'n'],
  ['Bytes', 'n'],
  ['Evidence', 'n'],
  ['Updated (UTC)'],
];

/** Accounts that act as one, a row for each group. */
export function show(root, { params, signal }) {
  const state = params.state === 'closed' ? 'closed' : 'open';
  const table = rowsTable('Campaigns', heads);
  const list = pagedList({
    path: query('campaigns', { state }),
    table,
    signal,
    rowsOf: items => items.map(row),
    emptyText:
      state === 'open'
        ? 'No open campaign. Quiet accounts that share too little to be people are gathered here.'
        : 'No closed campaign.',
  });
  const later = calmly(list.reload, Pause, signal);
  watch(frame => frame.campaigns.size && later(), signal);
  set(
    root,
    pageHead('Campaigns', 'Accounts that act as one: each may be quiet, together they carry the catalogue off.'),
    h(
      'div',
      { class: 'row fresh' },
      segments(
        'State of campaigns',
        ['open', 'closed'].map(value => [value, capital(value)]),
        state,
        value => href('campaigns', { state: value }),
      ),
    ),
    card('Found', list.element),
  );
}

const row = item =>
  h(
    'tr',
    null,
    h(
      'th',
      { scope: 'row' },
      h('a', { href: campaignHref(item.id) }, capital(words(item.kind))),
      h('span', { class: 'quiet small' }, ` ${campaignName(item.id)}`),
      item.state === 'closed' && [' ', badge('closed', 'good')],
      item.text && h('div', { class: 'quiet small' }, item.text),
    ),
    cell('Accounts', count(item.members), 'n'),
    cell('Suspended', count(item.suspended ?? 0), 'n'),
    cell('Tracks', count(item.tracks), 'n'),
    cell('Of the catalogue', share(item.shareOfCatalogue), 'n'),
    cell('Bytes', bytes(item.bytes), 'n'),
    cell('Evidence', item.evidence ? `${number(item.evidence)} nats` : '', 'n'),
    cell('Updated', timeOf(item.updated, { zone: false, hint: false })),
  );
