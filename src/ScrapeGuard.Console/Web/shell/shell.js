import { h, set, setText } from '../dom/element.js';
import { icon } from '../dom/icons.js';
import { session, signOut } from '../data/session.js';
import { close, forget, overview, watch, watchState } from '../live/stream.js';
import { clockTime } from '../text/time.js';
import { count } from '../text/number.js';
import { name } from '../text/name.js';
import { showKeys, startKeys } from './keys.js';
import { go, href } from './router.js';
import { themeButton } from './theme.js';

const pages = [
  ['overview', 'Overview'],
  ['queue', 'Queue'],
  ['accounts', 'Accounts'],
  ['campaigns', 'Campaigns'],
  ['extent', 'Extent'],
  ['policies', 'Policies'],
  ['audit', 'Audit'],
];
const families = { account: 'accounts', campaign: 'campaigns', '': 'overview' };
const connectionWords = { live: 'Live', waiting: 'Connecting', lost: 'Reconnecting' };
const connectionHint = {
  live: 'Changes arrive as they happen.',
  waiting: 'Waiting for the server.',
  lost: 'The connection broke; what you see may be old. It is tried again.',
};

/** The frame around every page. Returns `{element, main, mark}`. */
export function buildShell() {
  const main = h('main', { id: 'main', tabindex: -1 });
  const rail = h('nav', { class: 'rail', id: 'rail', 'aria-label': 'Pages' });
  const counts = new Map();
  const links = pages.map(([path, words]) => {
    const badge = h('span', { class: 'count', hidden: true });
    counts.set(path, badge);
    return h('a', { href: href(path), 'data-page': path }, icon(path), h('span', null, words), badge);
  });
  rail.append(
    ...links,
    h(
      'p',
      { class: 'hints' },
      h(
        'button',
        { class: 'button plain small', type: 'button', on: { click: showKeys } },
        h('kbd', null, '?'),
        'Keys',
      ),
    ),
  );

  const menu = h(
    'button',
    {
      class: 'button plain icon menu',
      type: 'button',
      'aria-expanded': 'false',
      'aria-controls': 'rail',
      'aria-label': 'Menu',
      on: { click: () => openMenu(!rail.classList.contains('open')) },
    },
    icon('menu'),
  );
  // It lies over the page: Escape, and choosing a page, close it.
  rail.addEventListener('keydown', event => {
    if (event.key === 'Escape' && rail.classList.contains('open')) {
      openMenu(false);
      menu.focus();
    }
  });
  function openMenu(open) {
    rail.classList.toggle('open', open);
    menu.setAttribute('aria-expanded', String(open));
  }

  const alarms = h('div', { role: 'status' });
  const clock = h('span', { class: 'clock', title: 'Event time of the newest event' });
  const find = h('input', {
    class: 'field find',
    type: 'search',
    placeholder: 'Find an account',
    'aria-label': 'Find an account',
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: 128,
    on: { keydown: event => event.key === 'Enter' && go('accounts', { q: event.target.value }) },
  });
  const element = h(
    'div',
    null,
    h(
      'a',
      {
        class: 'skip',
        href: '#main',
        on: {
          click: event => {
            event.preventDefault();
            main.focus();
          },
        },
      },
      'Skip to the page',
    ),
    h(
      'header',
      { class: 'bar' },
      menu,
      h(
        'a',
        { class: 'brand', href: href('overview'), 'aria-label': 'ScrapeGuard, overview' },
        icon('shield'),
        h('span', null, 'ScrapeGuard'),
      ),
      connectionState(),
      clock,
      h('span', { class: 'spring' }),
      find,
      themeButton(),
      person(),
    ),
    alarms,
    h('div', { class: 'frame' }, rail, main),
  );

  let alarmed = '';
  watch(frame => frame.overview && note(frame.overview));
  function note(data) {
    setText(clock, data.time ? `${clockTime(data.time)} UTC` : '');
    badgeOf('queue', data.queue?.open);
    badgeOf('campaigns', data.campaigns?.open);
    // Written only when it changes: a live region must not speak every second.
    const key = JSON.stringify([data.mode, data.guard?.tripped, data.guard?.killSwitch]);
    if (key !== alarmed) {
      alarmed = key;
      set(alarms, alarmsOf(data));
    }
  }
  function badgeOf(path, value) {
    const badge = counts.get(path);
    badge.hidden = !value;
    setText(badge, value > 9999 ? '9,999+' : count(value ?? 0));
  }
  if (overview) {
    note(overview);
  }
  startKeys(() => (matchMedia('(max-width: 60rem)').matches ? go('accounts') : find.focus()));
  return {
    element,
    main,
    note,
    mark(path) {
      openMenu(false);
      for (const link of links) {
        const here = link.dataset.page === (families[path] ?? path);
        here ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
      }
    },
  };
}

function alarmsOf({ mode, guard }) {
  return [
    guard?.killSwitch && h('p', { class: 'alarm stop' }, 'The kill switch is on: nothing is done to any account.'),
    guard?.tripped &&
      h(
        'p',
        { class: 'alarm' },
        'A budget is used up: suspensions wait in the queue for people.',
        h('a', { href: href('queue', { state: 'waiting' }) }, 'Review them'),
      ),
    mode === 'shadow' &&
      h('p', { class: 'alarm' }, 'Shadow mode: decisions are written and shown, and carried out on nobody.'),
  ];
}

function connectionState() {
  const state = h('span', { class: 'connection', role: 'status' });
  watchState(now => {
    state.dataset.state = now;
    state.title = connectionHint[now];
    setText(state, connectionWords[now]);
  });
  return state;
}

function person() {
  return h(
    'div',
    { class: 'person' },
    name(session.name),
    h('span', { class: 'badge' }, session.role),
    h(
      'button',
      {
        class: 'button plain',
        type: 'button',
        on: {
          click: async () => {
            close();
            forget();
            await signOut();
            location.hash = '';
            location.reload();
          },
        },
      },
      'Sign out',
    ),
  );
}
