import { h, set, setText } from '../dom/element.js';
import { query } from '../data/api.js';
import { mayAct } from '../data/session.js';
import { watch } from '../live/stream.js';
import { filters, flaggedFields, segments } from '../shell/filters.js';
import { usePageKeys } from '../shell/keys.js';
import { pageHead } from '../shell/pagehead.js';
import { pagedList, rowsTable } from '../shell/pages.js';
import { accountHref, campaignHref, href } from '../shell/router.js';
import { toast } from '../shell/toast.js';
import { count } from '../text/number.js';
import { approve, reject } from './actions.js';
import { peekPanel } from './peek.js';
import { caseRow } from './row.js';
import { Selection } from './selection.js';

export const title = () => 'Review queue';

const states = [
  ['open', 'Open'],
  ['waiting', 'Waiting for a decision'],
  ['closed', 'Closed'],
];
const reviewedField = {
  key: 'reviewed',
  label: 'Reviewed',
  options: [
    ['', 'any'],
    ['no', 'not yet'],
    ['yes', 'by a person'],
  ],
};
const emptyTexts = {
  open: 'No open case. When an account is flagged, its case appears here.',
  waiting: 'Nothing waits for you. Suspensions that the budgets hold back appear here.',
  closed: 'No closed case.',
};

/** Cases to review, a page at a time, with what is known of the selected one beside it. */
export function show(root, { params, signal }) {
  const state = params.state ?? 'open';
  const peek = peekPanel(signal);
  const selection = new Selection((item, byHand) => peek.show(item, byHand));
  const table = rowsTable('Cases', [['Case'], ['Verdict'], ['Why'], ['Tracks', 'n'], ['State']]);
  const list = pagedList({
    path: query('cases', {
      state,
      verdict: params.verdict,
      campaign: params.campaign,
      reviewed: params.reviewed,
      q: params.q,
      sort: params.sort ?? 'score',
    }),
    table,
    signal,
    emptyText:
      params.q || params.verdict || params.campaign || params.reviewed
        ? 'No case fits. Take a filter away.'
        : (emptyTexts[state] ?? emptyTexts.open),
    rowsOf: items => items.map(item => caseRow(item, () => selection.choose(item.id))),
    onPage: items => {
      selection.take(items, table.body);
      peek.element.hidden = items.length === 0;
    },
  });
  const fresh = freshBar(list, selection, signal);
  usePageKeys(
    [
      ['j', 'next case', () => step(1)],
      ['k', 'case before', () => step(-1)],
      ['Enter', 'open the account', () => open(selection.item)],
      ...(mayAct()
        ? [
            ['a', 'approve', () => decide(approve)],
            ['r', 'reject', () => decide(reject)],
          ]
        : []),
    ],
    signal,
  );

  async function step(by) {
    if (!selection.move(by) && (await list.move(by))) {
      selection.edge(by);
    }
  }
  async function decide(action) {
    const item = selection.item;
    if (item && item.state !== 'waiting') {
      toast('Nothing in this case waits for a decision.');
    } else if (item && (await action(item))) {
      selection.done(item.id);
    }
  }

  set(
    root,
    pageHead(
      'Review queue',
      h(
        'span',
        { class: 'for-keys' },
        'Keys: ',
        ['j', 'k'].map(key => [h('kbd', null, key), ' ']),
        'move, ',
        h('kbd', null, 'Enter'),
        ' opens',
        mayAct() && [', ', h('kbd', null, 'a'), ' approves, ', h('kbd', null, 'r'), ' rejects'],
        '.',
      ),
    ),
    h(
      'div',
      { class: 'row fresh' },
      segments('State of cases', states, state, value => href('queue', { ...params, state: value })),
      fresh,
    ),
    filters('queue', params, [...flaggedFields('Account', [['time', 'newest']]), reviewedField], signal),
    h(
      'div',
      { class: 'queue' },
      h('section', { class: 'card cases', 'aria-label': 'Cases' }, list.element),
      peek.element,
    ),
  );
}

function open(item) {
  if (item?.account !== undefined && item?.account !== null) {
    location.hash = accountHref(item.account);
  } else if (item?.campaign) {
    location.hash = campaignHref(item.campaign);
  }
}

/** New cases wait behind a button: rows that move under the pointer lead to wrong decisions. */
function freshBar(list, selection, signal) {
  const seen = new Set();
  let many = false;
  const button = h('button', {
    class: 'button small',
    type: 'button',
    hidden: true,
    on: {
      click: () => {
        seen.clear();
        many = false;
        button.hidden = true;
        list.reload();
      },
    },
  });
  watch(frame => {
    for (const [id, item] of frame.cases) {
      if (!selection.mark(id, item.state) && item.state !== 'closed' && seen.size < 1000) {
        seen.add(id);
      }
    }
    many ||= frame.overflow || frame.missed > 0;
    if (seen.size || many) {
      setText(
        button,
        many || seen.size >= 1000 ? 'Show many new or changed cases' : `Show ${count(seen.size)} new or changed`,
      );
      button.hidden = false;
    }
  }, signal);
  return h('span', { role: 'status' }, button);
}
