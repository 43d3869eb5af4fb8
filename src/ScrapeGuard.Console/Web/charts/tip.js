import { h } from '../dom/element.js';

/** What the tooltip says of one time: the topmost series first, as they lie in the chart. */
export const tipContent = (time, entries) => [
  h('div', { class: 'quiet' }, time),
  h(
    'dl',
    null,
    entries
      .toReversed()
      .map(({ css, name, shown }) => [h('dt', { class: css }, h('span', null, name)), h('dd', null, shown)]),
  ),
];

/** Beside the cursor, on the side that has room. */
export function placeTip(tip, box, x) {
  const room = box.clientWidth;
  const wide = tip.offsetWidth;
  const left = x + 12 + wide <= room ? x + 12 : Math.max(0, x - 12 - wide);
  tip.style.setProperty('left', `${left}px`);
}
