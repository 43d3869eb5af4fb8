import { h, set } from '../dom/element.js';
import { cell } from '../shell/pages.js';
import { accountHref, campaignHref } from '../shell/router.js';
import { count, score } from '../text/number.js';
import { campaignName, name } from '../text/name.js';
import { reasonText } from '../text/reasons.js';
import { clockTime, relative } from '../text/time.js';
import { badge } from '../text/words.js';

const Reasons = 2;
const stateKinds = { open: '', waiting: 'warn', closed: 'good', sent: 'good' };
const stateWords = { sent: 'decided' };

/** Who a case is about: an account, a campaign, or the guard itself. */
export const subject = item =>
  item.account !== undefined && item.account !== null
    ? h('a', { href: accountHref(item.account) }, name(item.account))
    : item.campaign
      ? h('a', { href: campaignHref(item.campaign) }, `Campaign ${campaignName(item.campaign)}`)
      : h('span', null, 'Guard');

/** One row of the queue; `setState` marks it when the stream or the person changes it. */
export function caseRow(item, choose) {
  const state = h('td', { 'data-label': 'State' });
  const codes = item.reasons ?? [];
  const row = h(
    'tr',
    { tabindex: -1, on: { click: choose, focusin: choose } },
    h(
      'th',
      { scope: 'row' },
      subject(item),
      h(
        'div',
        { class: 'quiet small' },
        [item.plan, item.country, item.client].filter(Boolean).map((word, i) => [i > 0 && ' · ', name(word)]),
      ),
    ),
    cell('Verdict', [
      item.verdict && item.verdict !== 'none' && badge(item.verdict),
      item.appealed && badge('appealed', 'warn'),
      h('div', { class: 'quiet small' }, `score ${score(item.score)}`),
    ]),
    cell(
      'Why',
      h(
        'span',
        { class: 'clamp' },
        codes.slice(0, Reasons).map((code, i) => [i > 0 && '; ', reasonText(code)]),
        codes.length > Reasons && ` +${codes.length - Reasons}`,
      ),
      'reasons all',
    ),
    cell('Tracks', item.exposure ? count(item.exposure.tracks) : '', 'n'),
    state,
  );
  row.setState = next => {
    row.classList.toggle('gone', next === 'closed' || next === 'sent');
    set(
      state,
      badge(stateWords[next] ?? next, stateKinds[next] || 'plain'),
      item.reviewed && [' ', badge('reviewed', 'good')],
      h(
        'time',
        { class: 'quiet small', datetime: item.opened, title: `Opened ${clockTime(item.opened)} UTC` },
        relative(item.opened) || clockTime(item.opened),
      ),
    );
  };
  row.setState(item.state);
  return row;
}
