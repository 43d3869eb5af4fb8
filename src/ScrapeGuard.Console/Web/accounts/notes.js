import { h } from '../dom/element.js';
import { mayAct } from '../data/session.js';
import { addNote } from '../queue/actions.js';
import { card } from '../shell/pagehead.js';
import { name } from '../text/name.js';
import { timeOf } from '../text/time.js';

/** What people wrote. A note belongs to a case, so it can be added once there is one. */
export function notesCard({ notes = [], cases = [] }, changed) {
  const first = cases[0];
  return card(
    'Notes',
    notes.length
      ? h(
          'ul',
          { class: 'timeline' },
          notes.map(({ by, time, text }) =>
            h(
              'li',
              null,
              h('div', { class: 'small' }, name(by), ' ', timeOf(time, { wall: true })),
              h('p', null, name(text)),
            ),
          ),
        )
      : h('p', { class: 'quiet' }, 'No note.'),
    mayAct() &&
      first &&
      h(
        'button',
        {
          class: 'button',
          type: 'button',
          on: { click: () => addNote(`cases/${encodeURIComponent(first)}`, changed) },
        },
        'Add a note',
      ),
  );
}
