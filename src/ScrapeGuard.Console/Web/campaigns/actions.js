import { h } from '../dom/element.js';
import { post } from '../data/api.js';
import { mayAct, session } from '../data/session.js';
import { addNote } from '../queue/actions.js';
import { askReason } from '../shell/dialog.js';
import { toast } from '../shell/toast.js';
import { count, counted } from '../text/number.js';

/** Take all accounts of a campaign down at one moment, or let all of them go. */
export function campaignActions(data, done) {
  if (!mayAct()) {
    return h('p', { class: 'quiet small' }, `You are signed in as ${session.role}: analysts can act.`);
  }
  const path = `campaigns/${encodeURIComponent(data.id)}`;
  const order = async (what, told, question) => {
    const sent = await askReason({ ...question, confirm: reason => post(`${path}/${what}`, { reason }) });
    if (sent) {
      toast(told);
      done();
    }
  };
  const members = counted(data.members, 'account');
  const others = data.members - data.named;
  const button = (words, kind, act) =>
    h('button', { class: `button ${kind}`, type: 'button', on: { click: act } }, words);
  return [
    button('Take down', 'danger', () =>
      order('takedown', 'The takedown is ordered.', {
        title: `Take down ${counted(data.named, 'account')}?`,
        action: `Take down ${counted(data.named, 'account')}`,
        kind: 'danger',
        presets: ['Reviewed: one scraper'],
        text: h(
          'p',
          null,
          'They are suspended at one moment, so that none is warned by another. Each can be restored.',
          others > 0 &&
            ` No decision names the campaign for ${count(others)} of its ${counted(data.members, 'account')} yet: ` +
              'a takedown does not reach those, their own pages do.',
        ),
      }),
    ),
    button('Release', 'good', () =>
      order('release', 'The release is ordered.', {
        title: `Release ${members}?`,
        action: `Release ${members}`,
        kind: 'good',
        presets: ['Reviewed: people'],
        text: h('p', null, 'Whatever is done to them for this campaign is taken back.'),
      }),
    ),
    button('Add a note', 'plain', () => addNote(path, done)),
  ];
}
