import { h } from '../dom/element.js';
import { row } from '../dom/table.js';
import { cell } from '../shell/pages.js';
import { accountHref, campaignHref } from '../shell/router.js';
import { bytes, count, score } from '../text/number.js';
import { campaignName, name } from '../text/name.js';
import { timeOf } from '../text/time.js';
import { badge } from '../text/words.js';

export const heads = [
  ['Account'],
  ['Verdict'],
  ['Score', 'n'],
  ['Tracks', 'n'],
  ['With audio', 'n'],
  ['Bytes', 'n'],
  ['Events', 'n'],
  ['Campaign'],
  ['Last seen (UTC)'],
];

/** Who it is, with what is known of it by the way. */
export const who = item => [
  h('a', { href: accountHref(item.account) }, name(item.account)),
  h(
    'div',
    { class: 'quiet small' },
    [item.plan, item.country, item.client].filter(Boolean).map((word, i) => [i > 0 && ' · ', name(word)]),
  ),
];

export const verdictCell = ({ verdict = 'none' }) =>
  cell('Verdict', verdict === 'none' ? h('span', { class: 'quiet' }, 'none') : badge(verdict));

/** One account in a list. */
export const accountRow = item =>
  row(
    who(item),
    verdictCell(item),
    cell('Score', score(item.score), 'n'),
    cell('Tracks', count(item.tracks), 'n'),
    cell('With audio', count(item.audioTracks), 'n'),
    cell('Bytes', bytes(item.bytes), 'n'),
    cell('Events', count(item.events), 'n'),
    cell('Campaign', item.campaign ? h('a', { href: campaignHref(item.campaign) }, campaignName(item.campaign)) : ''),
    cell('Last seen', timeOf(item.last, { zone: false, hint: false })),
  );
