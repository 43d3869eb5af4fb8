import { tick } from '../text/time.js';

// Round ticks, as the HTML report has them.
const round = [1, 2, 2.5, 5, 10];
const day = 86400;
const steps = [
  1,
  5,
  10,
  30,
  60,
  300,
  600,
  1800,
  3600,
  10800,
  21600,
  43200,
  day,
  2 * day,
  4 * day,
  7 * day,
  14 * day,
  28 * day,
  91 * day,
  182 * day,
  364 * day,
];

/** The ticks of an axis from 0 that holds `max`: two to five. */
export function valueTicks(max, whole = true) {
  const rough = Math.max(max, whole ? 1 : 1e-9) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const wanted = round.find(candidate => candidate * power >= rough * 0.999) * power;
  const step = whole ? Math.max(1, wanted) : wanted;
  const end = Math.max(1, Math.ceil(max / step - 1e-9)) * step;
  return { end, ticks: Array.from({ length: Math.round(end / step) + 1 }, (_, i) => i * step) };
}

/** Full hours and days within a span, at most `most` of them, with their labels. */
export function timeTicks(start, end, most) {
  const span = Math.max(1, (end - start) / 1000);
  const step = steps.find(candidate => span / candidate <= most) ?? span / most;
  const ticks = [];
  for (let at = Math.ceil(start / 1000 / step) * step; at <= end / 1000 && ticks.length <= most; at += step) {
    ticks.push({ at: at * 1000, label: tick(at * 1000, step, span) });
  }
  return ticks;
}
