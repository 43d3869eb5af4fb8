import { s, set } from '../dom/element.js';
import { timeTicks, valueTicks } from './scale.js';

const Top = 8;
const Bottom = 22;
const LetterWidth = 6.6;
const WidestColumn = 44;
const TickWidth = 92;

/**
 * Draws series over time into an SVG at its real size, so that letters keep theirs on every screen.
 * Series of kind `area` and `column` stand on each other in their order; `line` stands alone.
 * Returns where things are, for the pointer.
 */
export function drawPlot(svg, { width, height, times, series, show, whole }) {
  const { lows, highs } = stack(series, times.length);
  const { end, ticks } = valueTicks(Math.max(0, ...highs.flat()), whole);
  const left = Math.max(...ticks.map(value => show(value).length)) * LetterWidth + 10;
  const plot = { left, right: width - 6, top: Top, bottom: height - Bottom, highs };
  const start = times[0];
  // A column covers its step of time, so the axis goes on to the end of the last.
  const step = series.some(one => one.kind === 'column') ? stepOf(times) : 0;
  const last = Math.max(times.at(-1) + step, start + 1);
  const scale = (plot.right - plot.left) / (last - start);
  plot.x = index => plot.left + (times[index] - start + step / 2) * scale;
  plot.y = value => plot.bottom - (value / end) * (plot.bottom - plot.top);
  set(
    svg,
    axes(plot, ticks, show, start, last),
    series.map((one, i) =>
      one.kind === 'column' ? columns(plot, one, lows[i], highs[i], step * scale) : shape(plot, one, lows[i], highs[i]),
    ),
  );
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  return plot;
}

const hour = 3600000;
const stepOf = times =>
  times.length < 2
    ? hour
    : times.slice(1).reduce((least, time, i) => Math.min(least, time - times[i] || least), Infinity);

function stack(series, points) {
  const floor = new Array(points).fill(0);
  const lows = [];
  const highs = [];
  for (const { kind, values } of series) {
    if (kind === 'line') {
      lows.push(values.map(() => 0));
      highs.push(values.map(value => value ?? 0));
      continue;
    }
    lows.push([...floor]);
    values.forEach((value, i) => {
      floor[i] += value ?? 0;
    });
    highs.push([...floor]);
  }
  return { lows, highs };
}

function axes(plot, ticks, show, start, last) {
  const most = Math.max(2, Math.floor((plot.right - plot.left) / TickWidth));
  return s(
    'g',
    null,
    ticks.map(value => [
      s('path', { class: value ? 'grid' : 'base', d: `M${plot.left} ${plot.y(value)}H${plot.right}` }),
      s('text', { x: plot.left - 7, y: plot.y(value) + 4, 'text-anchor': 'end' }, show(value)),
    ]),
    timeTicks(start, last, most).map(({ at, label }) => {
      const x = plot.left + ((at - start) / (last - start)) * (plot.right - plot.left);
      const half = (label.length * LetterWidth) / 2;
      // A label that would hang over is left out: moved aside it would name the wrong time.
      return (
        x - half >= 0 &&
        x + half <= plot.right + 8 &&
        s('text', { x, y: plot.bottom + 17, 'text-anchor': 'middle' }, label)
      );
    }),
  );
}

const spot = value => value.toFixed(1);
const path = (plot, values, command = 'M') =>
  values.map((value, i) => `${i ? 'L' : command}${spot(plot.x(i))} ${spot(plot.y(value))}`).join('');

function shape(plot, { kind, css, dashed }, low, high) {
  const edge = s('path', { class: dashed ? 'edge dashed' : 'edge', d: path(plot, high) });
  const back = low
    .map((value, i) => `L${spot(plot.x(i))} ${spot(plot.y(value))}`)
    .reverse()
    .join('');
  return s(
    'g',
    { class: css },
    kind === 'area' && s('path', { class: 'area', d: `${path(plot, high)}${back}Z` }),
    edge,
    // A line of one point has no length.
    high.length === 1 && s('circle', { class: 'spot', r: 4, cx: spot(plot.x(0)), cy: spot(plot.y(high[0])) }),
  );
}

function columns(plot, { css }, low, high, step) {
  const wide = Math.min(Math.max(1, step * 0.78), WidestColumn);
  const column = (left, bottom, top) => `M${spot(left)} ${spot(bottom)}V${spot(top)}h${spot(wide)}V${spot(bottom)}Z`;
  const d = high
    .map((value, i) => (value > low[i] ? column(plot.x(i) - wide / 2, plot.y(low[i]), plot.y(value)) : ''))
    .join('');
  return s('g', { class: css }, s('path', { class: 'column', d }));
}
