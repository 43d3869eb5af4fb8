import { h } from '../dom/element.js';
import { timeChart } from '../charts/timechart.js';
import { count } from '../text/number.js';
import { verdicts } from '../text/words.js';

const shownVerdicts = verdicts.toReversed();
const inCard = chart => h('section', { class: 'card', 'aria-label': chart.title }, chart.chart.element);

/** The leak with and without ScrapeGuard, decisions, and traffic, over time. */
export function charts() {
  const leak = timeChart({
    title: 'Tracks taken by flagged accounts',
    unit: 'cumulative; both together: without ScrapeGuard',
    series: [
      { name: 'taken', kind: 'area', css: 'c-taken' },
      { name: 'kept in by suspending', kind: 'area', css: 'c-prevented', dashed: true },
    ],
    total: 'without ScrapeGuard',
    empty: 'No account was flagged yet, so nothing counts as taken.',
  });
  const decisions = timeChart({
    title: 'Decisions over time',
    unit: 'in steps of {step}',
    series: shownVerdicts.map(verdict => ({ name: verdict, kind: 'column', css: `c-${verdict}` })),
    empty: 'No decision yet.',
  });
  const traffic = timeChart({
    title: 'Events over time',
    unit: 'in steps of {step}',
    low: true,
    series: [
      { name: 'events', kind: 'area', css: 'c-events' },
      { name: 'of flagged accounts', kind: 'line', css: 'c-flagged' },
    ],
    empty: 'No event yet.',
    show: count,
  });
  return {
    leak: inCard({ title: 'Leak', chart: leak }),
    decisions: inCard({ title: 'Decisions', chart: decisions }),
    traffic: inCard({ title: 'Traffic', chart: traffic }),
    update(data) {
      const curve = data.leak?.series ?? [];
      leak.update(
        curve.map(point => point.time),
        [curve.map(point => point.taken), curve.map(point => point.prevented)],
      );
      const steps = data.decisions ?? [];
      decisions.update(
        steps.map(step => step.time),
        shownVerdicts.map(verdict => steps.map(step => step[verdict] ?? 0)),
      );
      const flow = data.traffic ?? [];
      traffic.update(
        flow.map(step => step.time),
        [flow.map(step => step.events), flow.map(step => step.flaggedEvents ?? 0)],
      );
    },
  };
}
