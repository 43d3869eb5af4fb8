import { h, set } from '../dom/element.js';
import { row, table } from '../dom/table.js';
import { cell } from '../shell/pages.js';
import { count, share } from '../text/number.js';
import { name } from '../text/name.js';
import { words } from '../text/words.js';

const Rows = 24;

/** Whom the measures hit: a kind of customer that is hit more than others is a mistake until it is explained. */
export function collateralCard() {
  const place = h('div');
  const element = h(
    'section',
    { class: 'card', 'aria-labelledby': 'collateral-title' },
    h('h2', { id: 'collateral-title' }, 'Whom it hits'),
    h('p', { class: 'quiet small' }, 'Accounts of each kind, and how many of them are suspended or throttled now.'),
    place,
  );
  let seen = '';
  return {
    element,
    update({ collateral = [] }) {
      const key = JSON.stringify(collateral);
      if (key !== seen) {
        seen = key;
        const hit = collateral.filter(kind => kind.suspended > 0 || kind.throttled > 0);
        const spared = collateral.length - hit.length;
        set(
          place,
          hit.length
            ? [
                hitTable(hit.slice(0, Rows)),
                spared > 0 && h('p', { class: 'quiet small' }, `${count(spared)} other kinds are not hit.`),
              ]
            : h('p', { class: 'empty' }, 'Nobody is suspended or throttled.'),
        );
      }
    },
  };
}

const heads = [['Kind'], ['Accounts', 'n'], ['Suspended', 'n'], ['Share suspended', 'n'], ['Throttled', 'n']];

const hitTable = items =>
  h('div', { class: 'scroll' }, table('Whom it hits', heads, 'rows fold dense', h('tbody', null, items.map(hitRow))));

const hitRow = ({ dimension, value, people, suspended = 0, throttled = 0 }) =>
  row(
    [h('span', { class: 'quiet' }, `${words(dimension)} `), name(value)],
    cell('Accounts', count(people), 'n'),
    cell('Suspended', count(suspended), 'n'),
    cell('Share suspended', people ? share(suspended / people) : '', 'n'),
    cell('Throttled', count(throttled), 'n'),
  );
