import { h } from '../dom/element.js';
import { post, query } from '../data/api.js';
import { mayAct, session } from '../data/session.js';
import { askReason } from '../shell/dialog.js';
import { toast } from '../shell/toast.js';
import { name } from '../text/name.js';

// What a person may order for an account, in the order of the ladder; each says what follows from it.
const orders = {
  suspend: [
    'Suspend',
    'danger',
    'It is disabled at the account service until the policy’s end or a restore. The owner may notice at once.',
    'Suspension ordered.',
  ],
  throttle: ['Throttle', '', 'It is slowed down; the owner keeps access.', 'Throttling ordered.'],
  challenge: ['Challenge', '', 'It must prove that a person is there.', 'Challenge ordered.'],
  restore: [
    'Restore',
    'good',
    'Whatever is done to it is taken back, and it is left in peace for the policy’s cooldown.',
    'Restore ordered.',
  ],
};
const labels = {
  scraper: ['It is a scraper', 'Training counts it as a scraper.'],
  person: ['It is a person', 'Training counts it as a person.'],
};

/** The buttons of an account's page; `done` is called after an order was taken. */
export function accountActions(data, done) {
  if (!mayAct()) {
    return h('p', { class: 'quiet small' }, `You are signed in as ${session.role}: analysts can act.`);
  }
  return [
    Object.entries(orders).map(([what, [words, kind, text, told]]) =>
      button(words, kind, () =>
        order(
          data.account,
          what,
          {
            title: `${words} this account?`,
            text,
            action: words,
            kind: kind || 'main',
            told,
          },
          done,
        ),
      ),
    ),
    data.allowed
      ? button('Take the permission back', '', () =>
          order(
            data.account,
            'disallow',
            {
              title: 'Take the permission back?',
              text: 'It is judged like everybody else again.',
              action: 'Take it back',
              told: 'Permission taken back.',
            },
            done,
          ),
        )
      : button('Allow…', '', () => allow(data.account, done)),
    Object.entries(labels).map(([label, [words, text]]) =>
      button(words, 'plain', () =>
        order(
          data.account,
          'verdict',
          {
            title: `${words}?`,
            text: `${text} Nothing is done to the account.`,
            action: words,
            told: 'Your verdict is kept for training.',
            body: { label },
          },
          done,
        ),
      ),
    ),
  ];
}

const button = (words, kind, act) =>
  h('button', { class: `button ${kind}`, type: 'button', on: { click: act } }, words);

async function order(account, what, { told, text, body, ...question }, done) {
  const sent = await askReason({
    ...question,
    text: h('div', null, h('p', { class: 'strong' }, name(account)), h('p', null, text)),
    confirm: reason =>
      post(query(`account/${what}`, { name: account }), { reason, ...(typeof body === 'function' ? body() : body) }),
  });
  if (sent) {
    toast(told);
    done();
  }
}

function allow(account, done) {
  const until = h('input', { class: 'field', type: 'date' });
  const field = h('label', { class: 'name' }, 'Until the end of (UTC); empty: without end', until);
  return order(
    account,
    'allow',
    {
      title: 'Allow this account?',
      text: 'It is never touched, whatever it does. What is done to it now is taken back.',
      action: 'Allow',
      fields: [field],
      told: 'Permission ordered.',
      body: () => (until.value ? { until: `${until.value}T23:59:59Z` } : {}),
    },
    done,
  );
}
