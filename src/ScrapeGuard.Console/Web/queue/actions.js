import { h } from '../dom/element.js';
import { post } from '../data/api.js';
import { askReason } from '../shell/dialog.js';
import { toast } from '../shell/toast.js';
import { subject } from './row.js';

const send = (item, what, words) => async reason => {
  await post(`cases/${encodeURIComponent(item.id)}/${what}`, { reason });
  toast(words);
};

export const approve = item =>
  askReason({
    title: 'Approve?',
    text: h('p', null, 'What was decided about ', subject(item), ' is carried out.'),
    action: 'Approve',
    kind: 'danger',
    presets: ['Reviewed: a scraper'],
    confirm: send(item, 'approve', 'Approved; it is being carried out.'),
  });

export const reject = item =>
  askReason({
    title: 'Reject?',
    text: h('p', null, 'Nothing more is done to ', subject(item), ' for this decision.'),
    action: 'Reject',
    kind: 'good',
    presets: ['Reviewed: a person'],
    confirm: send(item, 'reject', 'Rejected; nothing is done.'),
  });

const labels = {
  person: ['It is a person', 'good', 'What was done is taken back, what waits is dropped, and the case closes.'],
  scraper: ['It is a scraper', 'danger', 'What waits is carried out; the case stays open while it is in force.'],
};

/** Says what the case's account is: training learns it, and what follows is ordered. */
export function judge(item, label) {
  const [words, kind, follows] = labels[label];
  return askReason({
    title: `${words}?`,
    text: [h('p', { class: 'strong' }, subject(item)), h('p', null, `${follows} Training counts it as a ${label}.`)],
    action: words,
    kind,
    async confirm(reason) {
      await post(`cases/${encodeURIComponent(item.id)}/close`, { reason, label });
      toast('Your verdict is kept, and what follows is ordered.');
    },
  });
}

export const answerAppeal = item =>
  askReason({
    title: 'Answer the appeal?',
    text: h('p', null, 'What is done to ', subject(item), ' stays as it is.'),
    action: 'Answer the appeal',
    confirm: send(item, 'close', 'The appeal is answered.'),
  });

export const addNote = (path, done = () => {}) =>
  askReason({
    title: 'Add a note',
    text: h('p', null, 'Everybody who may see this sees the note.'),
    label: 'Note',
    action: 'Add the note',
    async confirm(reason) {
      await post(`${path}/note`, { reason });
      toast('The note is being added.');
      done();
    },
  });
