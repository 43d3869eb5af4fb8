import { h } from '../dom/element.js';
import { accountHref } from '../shell/router.js';
import { deed, effectState, isDecided, why } from '../text/deeds.js';
import { bytes, count, counted, score } from '../text/number.js';
import { name } from '../text/name.js';
import { reasonText } from '../text/reasons.js';
import { timeOf } from '../text/time.js';
import { badge } from '../text/words.js';

// Steps between a decision and what came of it: the audit has them.
const between = new Set(['effect.due', 'effect.in-flight', 'decision.acted']);

/** What was decided, done and written, newest first, as one story. */
export function history({ decisions = [], effects = [], notes = [], history: events = [] }, most = 50) {
  const entries = [
    ...decisions.map(one => ({ time: one.time, draw: () => decision(one) })),
    ...effects.map(one => ({ time: one.time, draw: () => effect(one) })),
    ...notes.map(one => ({ time: one.time, wall: true, draw: () => note(one) })),
    ...events
      .filter(one => !between.has(one.kind))
      .map(one => ({ time: one.time, wall: true, draw: () => event(one) })),
  ].sort((a, b) => Date.parse(b.time) - Date.parse(a.time));
  if (!entries.length) {
    return h('p', { class: 'quiet' }, 'Nothing was decided or done.');
  }
  const rest = entries.length - most;
  return h(
    'ol',
    { class: 'timeline' },
    entries
      .slice(0, most)
      .map(({ time, wall, draw }) =>
        h('li', null, h('div', { class: 'quiet small' }, timeOf(time, { hint: !wall })), draw()),
      ),
    rest > 0 &&
      h(
        'li',
        { class: 'quiet' },
        `${count(rest)} older ${rest === 1 ? 'entry' : 'entries'} left out; the audit has all.`,
      ),
  );
}

const decision = ({ verdict, score: points, reasons = [], exposure, mode }) =>
  h(
    'div',
    null,
    'Decided ',
    badge(verdict),
    h('span', { class: 'quiet small' }, ` score ${score(points)}`),
    mode === 'shadow' && [' ', badge('shadow', 'warn')],
    exposure &&
      h(
        'div',
        { class: 'quiet small' },
        `until then ${counted(exposure.tracks, 'track')}, ${count(exposure.audioTracks)} with audio, ` +
          bytes(exposure.bytes),
      ),
    reasons.length > 0 &&
      h(
        'details',
        null,
        h('summary', { class: 'small' }, counted(reasons.length, 'reason')),
        h(
          'ul',
          null,
          reasons.map(({ code, value }) => h('li', null, reasonText(code, value))),
        ),
      ),
  );

// What the program did follows from the decision beside it; what a person ordered has their reason.
const effect = ({ kind, state, reason, until, by }) =>
  h(
    'div',
    null,
    badge(kind),
    h('span', { class: state === 'failed' ? 'strong' : '' }, ` ${effectState(state)}`),
    until && h('span', { class: 'small' }, ' until ', timeOf(until, { hint: false })),
    h('span', { class: 'quiet' }, ' by '),
    name(by),
    reason && !isDecided(reason) && h('div', { class: 'small' }, name(reason)),
  );

const note = ({ by, kind, text }) =>
  h(
    'div',
    null,
    name(by),
    h('span', { class: 'quiet' }, kind === 'appeal' ? ' appealed: ' : kind === 'answer' ? ' answered: ' : ' wrote: '),
    name(text),
  );

const event = ({ by, kind, effect: what, subject, case: inCase, reason }) =>
  h(
    'div',
    null,
    subject && subject !== inCase && [h('a', { href: accountHref(subject) }, name(subject)), ' '],
    deed(kind, what),
    by && [h('span', { class: 'quiet' }, ' by '), name(by)],
    reason && !isDecided(reason) && h('div', { class: 'small' }, why(reason)),
  );
