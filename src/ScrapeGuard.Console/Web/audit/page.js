import { h, set, setText } from '../dom/element.js';
import { address, get, query } from '../data/api.js';
import { mayAct } from '../data/session.js';
import { watch } from '../live/stream.js';
import { filters } from '../shell/filters.js';
import { pageHead } from '../shell/pagehead.js';
import { cell, pagedList, rowsTable } from '../shell/pages.js';
import { problemState } from '../shell/states.js';
import { toast } from '../shell/toast.js';
import { accountHref } from '../shell/router.js';
import { count } from '../text/number.js';
import { deed, deedGroups, why } from '../text/deeds.js';
import { name } from '../text/name.js';
import { timeOf } from '../text/time.js';
import { badge } from '../text/words.js';

export const title = () => 'Audit';

/** Who did what and why, in a chain of hashes that shows whether anything was changed afterwards. */
export function show(root, { params, signal }) {
  const table = rowsTable(
    'Audit',
    [['Number'], ['Time (UTC)'], ['Who'], ['What'], ['Subject'], ['Reason'], ['Hash']],
    { css: 'audit' },
  );
  const list = pagedList({
    path: query('audit', { account: params.account, by: params.by, kind: params.kind, q: params.q }),
    table,
    signal,
    rowsOf: items => items.map(row),
    emptyText: 'No entry fits.',
  });
  const checked = h('div', { role: 'status' });
  const check = h('button', { class: 'button', type: 'button', on: { click: verify } }, 'Verify the chain');
  async function verify() {
    check.disabled = true;
    try {
      const { entries, unbroken, brokenAt } = await get('audit/verify', { signal });
      set(
        checked,
        unbroken
          ? h(
              'p',
              { class: 'hint calm' },
              badge('unbroken', 'good'),
              ` ${count(entries)} entries, each holding the hash of the one before.`,
            )
          : h(
              'p',
              { class: 'problem' },
              `The chain of ${count(entries)} entries is broken: ${brokenAt}. ` +
                'What stands from there on was changed afterwards.',
            ),
      );
    } catch (problem) {
      set(checked, problemState(problem, verify));
    } finally {
      check.disabled = false;
    }
  }

  set(
    root,
    pageHead(
      'Audit',
      'Everything that people and the program did to accounts, and why.',
      mayAct() && h('a', { class: 'button', href: address('labels.ndjson'), download: true }, 'Labels (NDJSON)'),
      check,
    ),
    checked,
    filters(
      'audit',
      params,
      [
        { key: 'q', label: 'Text', wide: true },
        { key: 'account', label: 'Account' },
        { key: 'by', label: 'Who' },
        { key: 'kind', label: 'What', options: deedGroups },
      ],
      signal,
    ),
    fresh(list, signal),
    h('section', { class: 'card', 'aria-label': 'Entries' }, list.element),
  );
}

/** New entries wait behind a button, so that what is being read stays where it is. */
function fresh(list, signal) {
  let many = 0;
  const button = h('button', {
    class: 'button small',
    type: 'button',
    hidden: true,
    on: {
      click: () => {
        many = 0;
        button.hidden = true;
        list.reload();
      },
    },
  });
  watch(frame => {
    many += frame.audit.length;
    if (frame.audit.length) {
      setText(button, `Show ${count(many)} new`);
      button.hidden = false;
    }
  }, signal);
  return h('div', { class: 'fresh' }, button);
}

const row = item =>
  h(
    'tr',
    null,
    h('th', { scope: 'row' }, count(item.sequence)),
    cell('Time', timeOf(item.time, { zone: false, hint: false })),
    cell('Who', [name(item.by), item.role && [' ', badge(item.role, 'plain')]]),
    cell('What', deed(item.kind, item.effect)),
    cell('Subject', subject(item)),
    cell('Reason', why(item.reason), 'all'),
    cell(
      'Hash',
      item.hash &&
        h(
          'button',
          {
            class: 'button plain hash mono',
            type: 'button',
            title: `Copy ${item.hash}`,
            'aria-label': `Copy the hash ${item.hash.slice(0, 10)}`,
            on: { click: () => copy(item.hash) },
          },
          item.hash.slice(0, 10),
        ),
    ),
  );

// An account, or else the case of a campaign or of the guard.
const subject = ({ subject: about, case: inCase }) =>
  !about || about === 'guard'
    ? 'guard'
    : about === inCase
      ? h('span', { class: 'quiet' }, 'case ', h('code', null, about.slice(0, 8)))
      : h('a', { href: accountHref(about) }, name(about));

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast('The hash is copied.');
  } catch {
    toast(text); // Without the right to the clipboard it is at least shown whole.
  }
}
