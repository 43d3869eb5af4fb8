import { h, set } from '../dom/element.js';
import { get } from '../data/api.js';
import { watch } from '../live/stream.js';
import { history } from '../accounts/history.js';
import { timeChart } from '../charts/timechart.js';
import { card, fact, pageHead, tile } from '../shell/pagehead.js';
import { href } from '../shell/router.js';
import { calmly, loader } from '../shell/states.js';
import { bytes, count, share } from '../text/number.js';
import { campaignName } from '../text/name.js';
import { timeOf } from '../text/time.js';
import { badge, capital, words } from '../text/words.js';
import { campaignActions } from './actions.js';
import { sharedCard, whyCard } from './evidence.js';
import { membersCard } from './members.js';

export const title = params => `Campaign ${campaignName(params.id ?? '')}`;

const Pause = 1000;

/** One campaign: who, on what evidence, how much, and the way to end it. */
export function show(root, { params, signal }) {
  const id = params.id ?? '';
  const badges = h('span', { class: 'row' });
  const place = h('div');
  const actions = h('div', { class: 'row' });
  const head = pageHead(title(params), badges);
  head.append(actions);
  set(root, h('nav', { 'aria-label': 'Way back' }, h('a', { href: href('campaigns') }, '← Campaigns')), head, place);
  const growth = timeChart({
    title: 'Tracks taken together',
    unit: 'cumulative, distinct',
    series: [
      { name: 'sum of each account’s', kind: 'line', css: 'c-quiet', dashed: true },
      { name: 'distinct in all', kind: 'line', css: 'c-taken' },
    ],
    empty: 'Its growth is not known.',
  });
  const growthCard = h(
    'section',
    { class: 'card', 'aria-label': 'Growth' },
    growth.element,
    h(
      'p',
      { class: 'quiet small' },
      'Where both lines lie on each other, no account took what another had: the work was split.',
    ),
  );
  let offered = '';
  let drawn = '';

  const reload = loader(
    place,
    () => get(`campaigns/${encodeURIComponent(id)}`, { signal }),
    data => {
      set(badges, heading(data));
      const offer = JSON.stringify([data.state, data.members, data.named]);
      if (offer !== offered) {
        offered = offer;
        set(actions, campaignActions(data, follow));
      }
      const points = data.growth ?? [];
      growth.update(
        points.map(point => point.time),
        [points.map(point => point.sum), points.map(point => point.union)],
      );
      const state = JSON.stringify({ ...data, growth: null });
      if (state !== drawn) {
        drawn = state;
        set(place, layout(data, growthCard));
      }
    },
    signal,
  );
  const later = calmly(reload, Pause, signal);
  function follow() {
    for (const wait of [500, 2000, 5000, 12000]) {
      const timer = setTimeout(later, wait);
      signal.addEventListener('abort', () => clearTimeout(timer));
    }
  }
  watch(frame => frame.campaigns.has(id) && later(), signal);
}

const heading = data => [
  badge(data.state, data.state === 'open' ? 'warn' : 'good'),
  h('span', null, capital(words(data.kind ?? ''))),
  h('span', { class: 'small' }, 'opened ', timeOf(data.opened, { hint: false })),
];

const layout = (data, growthCard) =>
  h(
    'div',
    { class: 'side' },
    h(
      'div',
      { class: 'stack' },
      data.text && h('p', { class: 'hint calm' }, data.text),
      h(
        'dl',
        { class: 'tiles' },
        tile('Accounts', count(data.members), `${count(data.suspended ?? 0)} suspended`),
        tile('Tracks', count(data.tracks), `${count(data.audioTracks)} with audio`),
        tile('Bytes', bytes(data.bytes)),
        data.shareOfCatalogue !== undefined && tile('Of the catalogue', share(data.shareOfCatalogue)),
      ),
      whyCard(data),
      growthCard,
      membersCard(data),
    ),
    h(
      'div',
      { class: 'stack' },
      sharedCard(data),
      card(
        'Campaign',
        h(
          'dl',
          { class: 'facts' },
          fact('Id', h('code', null, data.id)),
          fact('Opened', timeOf(data.opened)),
          fact('Updated', timeOf(data.updated)),
        ),
      ),
      card('History', history({ notes: data.notes, history: data.history }, 20)),
    ),
  );
