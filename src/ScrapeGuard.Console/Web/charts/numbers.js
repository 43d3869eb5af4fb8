import { h, set } from '../dom/element.js';
import { table } from '../dom/table.js';
import { clockTime } from '../text/time.js';

const MaxRows = 100;

/** The numbers of a chart as a table, filled when it is opened and as long as it is. */
export function numbersTable(title, series, show) {
  const body = h('tbody');
  const note = h('p', { class: 'quiet small' });
  let data = null;
  const element = h(
    'details',
    { on: { toggle: write } },
    h('summary', { class: 'small' }, 'The numbers as a table'),
    h(
      'div',
      { class: 'scroll tall', tabindex: 0, role: 'region', 'aria-label': `${title}: numbers` },
      table(title, [['Time (UTC)'], ...series.map(one => [one.name, 'n'])], 'dense', body),
    ),
    note,
  );

  function write() {
    if (!element.open || !data) {
      return;
    }
    const first = Math.max(0, data.times.length - MaxRows);
    set(note, first > 0 && `The newest ${MaxRows} of ${data.times.length}.`);
    set(
      body,
      data.times
        .slice(first)
        .map((time, i) =>
          h(
            'tr',
            null,
            h('th', { scope: 'row', class: 'keep' }, clockTime(time)),
            data.series.map(one => h('td', { class: 'n' }, show(one.values[first + i]))),
          ),
        )
        .reverse(),
    );
  }

  return {
    element,
    update(next) {
      data = next;
      write();
    },
  };
}
