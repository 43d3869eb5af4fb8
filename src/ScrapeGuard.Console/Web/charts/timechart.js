import { h, s, set, setText } from '../dom/element.js';
import { count, duration } from '../text/number.js';
import { clockTime } from '../text/time.js';
import { drawPlot } from './plot.js';
import { numbersTable } from './numbers.js';
import { placeTip, tipContent } from './tip.js';

let nextId = 0;

/**
 * A chart over time, with legend, a tooltip by pointer and by arrow keys, and its numbers as a table.
 * `series`: [{name, kind: 'area' | 'column' | 'line', css, dashed?}]. Call `update(times, values)` with the times in
 * RFC 3339 and a list of numbers for each series. `total` names what stacked series are together.
 */
export function timeChart({
  title,
  unit = '',
  series,
  show = count,
  whole = true,
  total,
  low = false,
  empty = 'Nothing yet.',
}) {
  const id = `chart-${nextId++}`;
  const svg = s('svg', { 'aria-hidden': 'true', focusable: 'false' });
  const cursor = s('g', null);
  const tip = h('div', { class: 'tip', hidden: true });
  const spoken = h('p', { class: 'spoken', 'aria-live': 'polite' });
  const plotBox = h(
    'div',
    {
      class: low ? 'plot low' : 'plot',
      tabindex: 0,
      role: 'group',
      'aria-roledescription': 'chart',
      'aria-labelledby': `${id} ${id}-say`,
    },
    svg,
    tip,
  );
  const nothing = h('p', { class: 'empty', hidden: true }, empty);
  const unitText = h('span', { class: 'quiet small' });
  const say = h('span', { id: `${id}-say`, class: 'spoken' });
  const table = numbersTable(title, series, show);
  const element = h(
    'figure',
    { class: 'chart' },
    h(
      'figcaption',
      null,
      h('strong', { id }, title),
      unitText,
      series.length > 1 &&
        h(
          'ul',
          { class: 'legend' },
          series.map(one => h('li', { class: one.css }, h('span', null, one.name))),
        ),
    ),
    say,
    plotBox,
    nothing,
    spoken,
    table.element,
  );

  let data = null;
  let plot = null;
  let at = -1;

  function draw() {
    const box = plotBox.getBoundingClientRect();
    if (!data || box.width < 40) {
      return;
    }
    plot = drawPlot(svg, { width: box.width, height: box.height, times: data.times, series: data.series, show, whole });
    svg.append(cursor);
    point(at);
  }

  function point(index, speak = false) {
    at = data && index >= 0 ? Math.min(index, data.times.length - 1) : -1;
    tip.hidden = at < 0 || !plot;
    set(cursor);
    if (tip.hidden) {
      return;
    }
    set(
      cursor,
      s('path', { class: 'cursor', d: `M${plot.x(at)} ${plot.top}V${plot.bottom}` }),
      data.series.map((one, i) =>
        s('g', { class: one.css }, s('circle', { class: 'spot', r: 4, cx: plot.x(at), cy: plot.y(plot.highs[i][at]) })),
      ),
    );
    const time = `${clockTime(data.times[at])} UTC`;
    const entries = data.series.map(one => ({ ...one, shown: show(one.values[at]) }));
    if (total) {
      const sum = data.series.reduce((all, one) => all + one.values[at], 0);
      entries.push({ name: total, css: 'c-quiet', shown: show(sum) });
    }
    set(tip, tipContent(time, entries));
    placeTip(tip, plotBox, plot.x(at));
    if (speak) {
      setText(spoken, `${time}: ${entries.map(entry => `${entry.name} ${entry.shown}`).join(', ')}`);
    }
  }

  const moves = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity };
  plotBox.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      point(-1);
    } else if (event.key in moves && data) {
      event.preventDefault();
      const from = at < 0 ? data.times.length - 1 : at;
      point(Math.min(Math.max(from + moves[event.key], 0), data.times.length - 1), true);
    }
  });
  plotBox.addEventListener('pointermove', event => plot && point(nearest(event)));
  plotBox.addEventListener('pointerleave', () => point(-1));
  plotBox.addEventListener('blur', () => point(-1));

  function nearest(event) {
    const x = event.clientX - plotBox.getBoundingClientRect().left;
    let best = 0;
    for (let i = 1; i < data.times.length; i++) {
      best = Math.abs(plot.x(i) - x) < Math.abs(plot.x(best) - x) ? i : best;
    }
    return best;
  }

  new ResizeObserver(draw).observe(plotBox);
  return {
    element,
    update(times, values) {
      const some = times.length > 0;
      const step = (Date.parse(times[1]) - Date.parse(times[0])) / 1000;
      setText(unitText, step > 0 ? unit.replace('{step}', duration(step)) : '');
      nothing.hidden = some;
      plotBox.hidden = table.element.hidden = !some;
      data = some
        ? { times: times.map(Date.parse), series: series.map((one, i) => ({ ...one, values: values[i] })) }
        : null;
      setText(
        say,
        some
          ? `${clockTime(data.times[0])} to ${clockTime(data.times.at(-1))} UTC; newest: ${data.series
              .map(one => `${one.name} ${show(one.values.at(-1))}`)
              .join(', ')}. Arrow keys move over it.`
          : '',
      );
      table.update(data);
      draw();
    },
  };
}
