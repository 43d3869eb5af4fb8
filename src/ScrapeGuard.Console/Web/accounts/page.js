import { h, set } from '../dom/element.js';
import { get, query } from '../data/api.js';
import { watch } from '../live/stream.js';
import { card, fact, pageHead } from '../shell/pagehead.js';
import { campaignHref, href } from '../shell/router.js';
import { calmly, loader } from '../shell/states.js';
import { counted, duration, score } from '../text/number.js';
import { campaignName, name, visible } from '../text/name.js';
import { timeOf } from '../text/time.js';
import { badge, words } from '../text/words.js';
import { accountActions } from './actions.js';
import { activityCard } from './activity.js';
import { history } from './history.js';
import { measuresCard } from './measures.js';
import { notesCard } from './notes.js';
import { sourcesCard } from './sources.js';
import { tookCard } from './took.js';
import { whyCard } from './why.js';

export const title = params => `Account ${visible(params.name ?? '').slice(0, 60)}`;

const Pause = 700;

/** Everything known of one account: why first, then what it did, what it took, and what was done. */
export function show(root, { params, signal }) {
  const account = params.name ?? '';
  const badges = h('span', { class: 'row' });
  const place = h('div');
  const head = pageHead(name(account), badges);
  const actions = h('div', { class: 'row' });
  head.append(actions);
  set(root, h('nav', { 'aria-label': 'Way back' }, h('a', { href: href('accounts') }, '← Accounts')), head, place);
  // The chart is kept over reloads, so that an opened table or a cursor stays where it is.
  const activity = activityCard();
  let acted = '';

  const reload = loader(
    place,
    () => get(query('account', { name: account }), { signal }),
    data => {
      set(badges, heading(data));
      // The buttons are exchanged only when what they offer changes: a reload must not take the focus from them.
      const offer = JSON.stringify([data.allowed]);
      if (offer !== acted) {
        acted = offer;
        set(actions, accountActions(data, follow));
      }
      activity.update(data);
      place.contains(activity.element) ? refresh(data) : set(place, layout(data));
    },
    signal,
  );

  const slots = {
    why: h('div'),
    took: h('div'),
    measures: h('div'),
    facts: h('div'),
    story: h('div'),
    notes: h('div'),
    sources: h('div'),
  };
  function layout(data) {
    refresh(data);
    return h(
      'div',
      { class: 'side' },
      h('div', { class: 'stack' }, slots.why, activity.element, slots.took, slots.measures),
      h('div', { class: 'stack' }, slots.facts, slots.story, slots.notes, slots.sources),
    );
  }
  const drawn = new Map();
  function refresh(data) {
    const parts = {
      why: [whyCard, [data.reasons, data.verdict, data.clearing]],
      took: [tookCard, [data.took]],
      measures: [measuresCard, [data.features]],
      facts: [factsCard, [data]],
      story: [all => card('Decided and done', history(all)), [data.decisions, data.effects]],
      notes: [all => notesCard(all, later), [data.notes, data.cases]],
      sources: [sourcesCard, [data.networks, data.devices, data.clients]],
    };
    for (const [key, [draw, depends]] of Object.entries(parts)) {
      const state = JSON.stringify(depends);
      if (drawn.get(key) !== state) {
        drawn.set(key, state);
        set(slots[key], draw(data));
      }
    }
  }

  const later = calmly(reload, Pause, signal);
  // An order is carried out by another process: look again until it was.
  function follow() {
    for (const wait of [300, 1200, 3000, 7000, 15000]) {
      const timer = setTimeout(later, wait);
      signal.addEventListener('abort', () => clearTimeout(timer));
    }
  }
  watch(frame => {
    const ours =
      frame.decisions.some(one => one.account === account) ||
      frame.audit.some(one => one.subject === account) ||
      [...frame.cases.values()].some(one => one.account === account);
    if (ours) {
      later();
    }
  }, signal);
}

const isFlagged = verdict => Boolean(verdict) && verdict !== 'none';

const appliedWords = { suspend: 'suspended', throttle: 'throttled', challenge: 'challenged' };

const heading = ({ verdict, applied, score: points, allowed, campaign }) => [
  isFlagged(verdict)
    ? [h('span', { class: 'quiet' }, 'decided'), badge(verdict)]
    : badge('not flagged', 'plain'),
  (isFlagged(verdict) || applied) && [
    h('span', { class: 'quiet' }, 'in force'),
    applied ? badge(appliedWords[applied] ?? words(applied), applied) : badge('nothing', 'plain'),
  ],
  h('span', { class: 'chip tabular' }, `score ${score(points)}`),
  campaign && h('a', { class: 'chip', href: campaignHref(campaign) }, `campaign ${campaignName(campaign)}`),
  allowed && badge('allowed', 'good'),
];

function factsCard(data) {
  const seconds = (Date.parse(data.last) - Date.parse(data.first)) / 1000;
  return card(
    'Account',
    h(
      'dl',
      { class: 'facts' },
      fact('Seen first', timeOf(data.first)),
      fact('Seen last', timeOf(data.last)),
      fact('For', duration(Math.max(0, seconds))),
      fact('Made', counted(data.events, 'event')),
      data.plan && fact('Plan', name(data.plan)),
      data.country && fact('Country', name(data.country)),
      data.client && fact('Client', name(data.client)),
      data.allowed &&
        fact(
          'Allowed',
          data.allowed.until ? ['until ', timeOf(data.allowed.until, { wall: true, ahead: true })] : 'without end',
          data.allowed.by && [' by ', name(data.allowed.by)],
          data.allowed.reason && [': ', name(data.allowed.reason)],
        ),
      data.cases?.length > 0 &&
        fact(
          'Cases',
          h('a', { href: href('queue', { q: data.account, state: 'open' }) }, counted(data.cases.length, 'case')),
        ),
    ),
  );
}
