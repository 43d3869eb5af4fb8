import { h } from '../dom/element.js';
import { row, table } from '../dom/table.js';
import { card } from '../shell/pagehead.js';
import { cell } from '../shell/pages.js';
import { accountHref, campaignHref } from '../shell/router.js';
import { bytes, count, counted } from '../text/number.js';
import { campaignName, name } from '../text/name.js';
import { timeOf } from '../text/time.js';

const Rows = 50;

/** Who took it: campaigns or accounts, the largest first; the export has them all. */
export function subjectsCard(title, items = [], key) {
  if (!items.length) {
    return null;
  }
  const rows = [...items].sort((a, b) => b.tracks - a.tracks).slice(0, Rows);
  return card(
    title,
    table(
      title,
      [
        [title.slice(0, -1)],
        ['Tracks', 'n'],
        ['With audio', 'n'],
        ['Bytes', 'n'],
        ['Requests', 'n'],
        ...(key === 'account' ? [['Suspended (UTC)']] : []),
      ],
      'rows fold dense',
      h(
        'tbody',
        null,
        rows.map(item => subject(item, key)),
      ),
    ),
    items.length > Rows &&
      h('p', { class: 'quiet small' }, `The largest ${Rows} of ${counted(items.length, key)}; the export has all.`),
  );
}

const subject = (item, key) =>
  row(
    key === 'account'
      ? h('a', { href: accountHref(item.account) }, name(item.account))
      : h('a', { href: campaignHref(item.campaign) }, campaignName(item.campaign)),
    cell('Tracks', count(item.tracks), 'n'),
    cell('With audio', count(item.audioTracks), 'n'),
    cell('Bytes', bytes(item.bytes), 'n'),
    cell('Requests', count(item.requests), 'n'),
    key === 'account' &&
      cell('Suspended', timeOf(item.suspended, { zone: false, hint: false })),
  );
