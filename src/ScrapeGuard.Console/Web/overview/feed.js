import { h, set, setText } from '../dom/element.js';
import { get } from '../data/api.js';
import { recent, watch } from '../live/stream.js';
import { accountHref } from '../shell/router.js';
import { calmly } from '../shell/states.js';
import { number, score } from '../text/number.js';
import { name } from '../text/name.js';
import { reasonText } from '../text/reasons.js';
import { clockTime } from '../text/time.js';
import { badge } from '../text/words.js';

const Rows = 9;
const Pause = 500;

/**
 * The newest decisions. However many there are a second, the list shows the newest few twice a second and says how
 * many it passed over; while the pointer or the focus is in it, it stands still.
 */
export function feedCard(signal) {
  const list = h('ol', { class: 'feed' });
  const pace = h('span', { class: 'quiet small tabular' });
  const element = h(
    'section',
    { class: 'card', 'aria-labelledby': 'feed-title' },
    h('div', { class: 'heading' }, h('h2', { id: 'feed-title' }, 'Newest decisions'), pace),
    list,
  );
  let before = [];
  let since = 0;
  let started = performance.now();

  function draw() {
    const seconds = (performance.now() - started) / 1000;
    if (seconds >= 2) {
      setText(pace, since ? `${number(since / seconds)} a second` : '');
      since = 0;
      started = performance.now();
    }
    if (list.matches(':hover, :focus-within')) {
      return;
    }
    set(
      list,
      recent.length + before.length
        ? [...recent, ...before.filter(one => !recent.some(newer => newer.id === one.id))].slice(0, Rows).map(row)
        : h('li', { class: 'empty' }, 'No decision yet. They appear here as they fall.'),
    );
  }

  const later = calmly(draw, Pause, signal);
  watch(frame => {
    since += frame.decisionCount;
    if (frame.decisionCount || since === 0) {
      later();
    }
  }, signal);
  draw();
  if (recent.length < Rows) {
    // The stream began a moment ago; this is what was decided before.
    get(`decisions?limit=${Rows}`, { signal })
      .then(({ items }) => {
        before = items;
        draw();
      })
      .catch(() => {}); // The other parts of the page say what is wrong.
  }
  return { element };
}

function row(decision) {
  const first = decision.reasons?.[0];
  return h(
    'li',
    null,
    h('span', null, badge(decision.verdict)),
    h('a', { href: accountHref(decision.account) }, name(decision.account)),
    h('time', { class: 'quiet small tabular', datetime: decision.time }, clockTime(decision.time).slice(5)),
    h('span', { class: 'why' }, first ? reasonText(first.code, first.value) : `score ${score(decision.score)}`),
  );
}
