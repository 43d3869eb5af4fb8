import { h } from '../dom/element.js';
import { timeChart } from '../charts/timechart.js';

// From the bottom up. Four colours tell what was taken from what was looked for; the rest is grey.
const operations = [
  { name: 'audio', css: 'c-taken' },
  { name: 'license', css: 'c-throttle' },
  { name: 'metadata', css: 'c-challenge' },
  { name: 'play', css: 'c-restore' },
  { name: 'search', css: 'c-observe' },
  { name: 'browse', css: 'c-teal' },
  { name: 'other', css: 'c-quiet' },
];

/** What it did over time, by operation, and what it took. */
export function activityCard() {
  const requests = timeChart({
    title: 'Requests over time',
    unit: 'by operation, in steps of {step}',
    series: operations.map(operation => ({ ...operation, kind: 'column' })),
    empty: 'Nothing is known of its requests.',
  });
  const tracks = timeChart({
    title: 'New tracks over time',
    unit: 'in steps of {step}',
    low: true,
    series: [
      { name: 'in all', kind: 'area', css: 'c-challenge' },
      { name: 'with audio', kind: 'line', css: 'c-taken' },
    ],
  });
  const taken = h('div', null, tracks.element);
  return {
    element: h('section', { class: 'card stack', 'aria-label': 'Activity' }, requests.element, taken),
    update({ timeline: told = [] }) {
      const timeline = everyHour(told);
      const times = timeline.map(step => step.time);
      requests.update(
        times,
        operations.map(({ name }) =>
          timeline.map(step =>
            name === 'other' ? (step.other ?? 0) + (step.auth ?? 0) : (step[name] ?? 0),
          ),
        ),
      );
      taken.hidden = !timeline.some(step => step.audioTracks || step.metadataTracks);
      tracks.update(times, [
        timeline.map(step => step.metadataTracks ?? 0),
        timeline.map(step => step.audioTracks ?? 0),
      ]);
    },
  };
}

const hour = 3600000;
const MaxHours = 800;

// Hours without a request are left out of the answer; in a chart they are what shows when it rests.
function everyHour(told) {
  const first = Date.parse(told[0]?.time);
  const hours = Math.round((Date.parse(told.at(-1)?.time) - first) / hour) + 1;
  if (!(hours > told.length && hours <= MaxHours)) {
    return told;
  }
  const known = new Map(told.map(step => [Date.parse(step.time), step]));
  return Array.from(
    { length: hours },
    (_, i) => known.get(first + i * hour) ?? { time: new Date(first + i * hour).toISOString() },
  );
}
