import { h, set } from '../dom/element.js';
import { isAdmin } from '../data/session.js';
import { post } from '../data/api.js';
import { meter } from '../charts/meter.js';
import { askReason } from '../shell/dialog.js';
import { toast } from '../shell/toast.js';
import { count, duration } from '../text/number.js';
import { name } from '../text/name.js';

const Near = 0.8;

/** The blast-radius guard: its budgets, whether one is used up, and the kill switch. */
export function guardCard() {
  const state = h('span', { class: 'badge' });
  const list = h('ul', { class: 'budgets' });
  const waiting = h('p', { class: 'quiet small' });
  const place = h('div', { class: 'row' });
  const element = h(
    'section',
    { class: 'card', 'aria-labelledby': 'guard-title' },
    h('div', { class: 'heading' }, h('h2', { id: 'guard-title' }, 'Guard'), state),
    list,
    waiting,
    place,
  );
  let seen = '';
  let on = null;

  return {
    element,
    update({ guard = {} }) {
      const key = JSON.stringify(guard);
      if (key === seen) {
        return;
      }
      seen = key;
      const [word, kind] = guard.killSwitch
        ? ['kill switch on', 'bad']
        : guard.tripped
          ? ['budget used up', 'warn']
          : ['within budgets', 'good'];
      state.className = `badge ${kind}`;
      state.textContent = word;
      set(list, guard.budgets?.length ? guard.budgets.map(budget) : h('li', { class: 'quiet' }, 'No budget is set.'));
      set(
        waiting,
        guard.killSwitch &&
          guard.stoppedBy && [
            'Stopped by ',
            name(guard.stoppedBy),
            guard.stopReason && [': ', name(guard.stopReason)],
            '. ',
          ],
        guard.waiting ? `${count(guard.waiting)} suspensions wait for people.` : 'No suspension waits for people.',
      );
      if (isAdmin() && on !== Boolean(guard.killSwitch)) {
        on = Boolean(guard.killSwitch);
        set(place, killSwitch(on));
      }
    },
  };
}

function budget({ name: words, used, limit, windowSeconds }) {
  const part = limit > 0 ? used / limit : 1;
  return h(
    'li',
    null,
    h('span', null, name(words.replace(':', ' '))),
    h(
      'span',
      { class: 'tabular keep' },
      `${count(used)} of ${count(limit)} `,
      h('span', { class: 'quiet' }, windowSeconds ? `in ${duration(windowSeconds)}` : ''),
    ),
    meter(part, part >= 1 ? 'bad' : part >= Near ? 'warn' : ''),
  );
}

const killSwitch = on =>
  h(
    'button',
    {
      class: on ? 'button' : 'button danger',
      type: 'button',
      on: {
        click: () =>
          askReason({
            title: on ? 'Switch the kill switch off?' : 'Stop all actions?',
            text: on
              ? 'Decisions are carried out again, within the budgets.'
              : 'Nothing more is done to any account until it is switched off. Decisions are still made and shown.',
            action: on ? 'Switch off' : 'Stop all actions',
            kind: on ? 'main' : 'danger',
            async confirm(reason) {
              await post('kill-switch', { on: !on, reason });
              toast(on ? 'The kill switch goes off.' : 'The kill switch goes on.');
            },
          }),
      },
    },
    on ? 'Switch the kill switch off' : 'Kill switch',
  );
