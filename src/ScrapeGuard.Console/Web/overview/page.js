import { h, set } from '../dom/element.js';
import { get } from '../data/api.js';
import { noteOverview, overview, watch } from '../live/stream.js';
import { pageHead } from '../shell/pagehead.js';
import { bones, problemState } from '../shell/states.js';
import { campaignsCard } from './campaigns.js';
import { collateralCard } from './collateral.js';
import { charts } from './charts.js';
import { feedCard } from './feed.js';
import { guardCard } from './guard.js';
import { numbers } from './numbers.js';

export const title = () => 'Overview';

/** What happens now. Every part is built once and then only told the new numbers, so nothing jumps. */
export function show(root, { signal }) {
  const parts = [numbers(), charts(), guardCard(), campaignsCard(signal), collateralCard()];
  const [tiles, curves, guard, campaigns, collateral] = parts;
  const feed = feedCard(signal);
  const body = h(
    'div',
    { class: 'stack' },
    tiles.element,
    h('div', { class: 'pair' }, curves.leak, curves.decisions),
    h('div', { class: 'pair' }, h('div', { class: 'stack' }, campaigns.element, guard.element), feed.element),
    curves.traffic,
    collateral.element,
  );
  const place = h('div', null, bones('mid', 'tall', 'tall'));
  set(root, pageHead('Overview', 'What is taken, by whom, and what is done about it, as it happens.'), place);

  let drawn = false;
  function update(data) {
    if (!drawn) {
      set(place, body);
      drawn = true;
    }
    for (const part of parts) {
      part.update(data);
    }
  }

  async function load() {
    try {
      const data = await get('overview', { signal });
      noteOverview(data);
      update(data);
    } catch (problem) {
      if (!signal.aborted && !drawn) {
        set(place, problemState(problem, load));
      }
    }
  }

  watch(frame => frame.overview && update(frame.overview), signal);
  overview ? update(overview) : load();
}
