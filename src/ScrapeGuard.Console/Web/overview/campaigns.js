import { h, set } from '../dom/element.js';
import { row, table } from '../dom/table.js';
import { get } from '../data/api.js';
import { watch } from '../live/stream.js';
import { campaignHref, href } from '../shell/router.js';
import { bones, calmly, problemState } from '../shell/states.js';
import { bytes, count, counted } from '../text/number.js';
import { campaignName } from '../text/name.js';
import { capital, words } from '../text/words.js';

const Rows = 6;
const Pause = 2000;

/** The newest open campaigns. */
export function campaignsCard(signal) {
  const summary = h('span', { class: 'quiet small' });
  const place = h('div', null, bones('mid', 'mid'));
  const element = h(
    'section',
    { class: 'card', 'aria-labelledby': 'campaigns-title' },
    h('div', { class: 'heading' }, h('h2', { id: 'campaigns-title' }, 'Campaigns'), summary),
    place,
  );

  async function load() {
    try {
      const { items } = await get(`campaigns?state=open&limit=${Rows}`, { signal });
      set(
        place,
        items.length
          ? list(items)
          : h(
              'p',
              { class: 'empty' },
              h('strong', null, 'No open campaign'),
              'Accounts that act as one are gathered here as soon as they are found.',
            ),
      );
    } catch (problem) {
      if (!signal.aborted) {
        set(place, problemState(problem, load));
      }
    }
  }

  const later = calmly(load, Pause, signal);
  watch(frame => frame.campaigns.size && later(), signal);
  load();
  let before;
  return {
    element,
    update({ campaigns }) {
      set(
        summary,
        campaigns?.open
          ? [
              counted(campaigns.open, 'open campaign'),
              ', ',
              counted(campaigns.members, 'account'),
              ' · ',
              h('a', { href: href('campaigns') }, 'all'),
            ]
          : null,
      );
      if (before !== undefined && before !== campaigns?.open) {
        later();
      }
      before = campaigns?.open;
    },
  };
}

const heads = [['Campaign'], ['Accounts', 'n'], ['Tracks', 'n'], ['Bytes', 'n roomy']];

const list = items => table('Open campaigns', heads, 'rows', h('tbody', null, items.map(entry)));

const entry = item =>
  row(
    [
      h('a', { href: campaignHref(item.id) }, capital(words(item.kind))),
      h('div', { class: 'quiet small' }, campaignName(item.id)),
    ],
    h(
      'td',
      { class: 'n' },
      count(item.members),
      item.suspended ? h('div', { class: 'quiet small' }, `${count(item.suspended)} suspended`) : '',
    ),
    h('td', { class: 'n' }, count(item.tracks)),
    h('td', { class: 'n roomy' }, bytes(item.bytes)),
  );
