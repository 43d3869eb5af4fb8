import { h } from '../dom/element.js';
import { table } from '../dom/table.js';
import { rangeChart } from '../charts/range.js';
import { card } from '../shell/pagehead.js';
import { cell } from '../shell/pages.js';
import { measured, none } from '../text/number.js';
import { badge, capital, words } from '../text/words.js';

const heads = [['Measure'], ['Value', 'n'], ['Median person', 'n'], ['Nine of ten', 'n'], ['Range']];

/** Every measure against people like this, the most unusual first; folded away, since the reasons say what matters. */
export function measuresCard({ features = [] }) {
  if (!features.length) {
    return null;
  }
  const rows = [...features].sort((a, b) => Number(b.unusual ?? false) - Number(a.unusual ?? false));
  const unusual = features.filter(feature => feature.unusual).length;
  return card(
    'Against people like this',
    h(
      'details',
      null,
      h('summary', null, `All ${features.length} measures, ${unusual} of them unusual`),
      table('Measures against people', heads, 'rows fold dense', h('tbody', null, rows.map(row))),
    ),
  );
}

function row({ name, title, text, value, low, median, high, unusual, unit }) {
  const show = number => (typeof number === 'number' ? measured(number, unit) : none);
  return h(
    'tr',
    null,
    h('th', { scope: 'row', title: text }, capital(title || words(name)), unusual && [' ', badge('unusual', 'warn')]),
    cell('Value', show(value), 'n'),
    cell('Median person', show(median), 'n'),
    cell('Nine of ten', typeof low === 'number' ? `${show(low)} to ${show(high)}` : show(high), 'n'),
    cell('Range', rangeChart({ value, low, median, high, unusual, show }), 'all bare'),
  );
}
