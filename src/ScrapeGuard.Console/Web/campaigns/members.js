import { h, set, setText } from '../dom/element.js';
import { row } from '../dom/table.js';
import { verdictCell, who } from '../accounts/row.js';
import { clockTime } from '../text/time.js';
import { card } from '../shell/pagehead.js';
import { bytes, count, counted, number } from '../text/number.js';
import { cell, rowsTable } from '../shell/pages.js';

const Size = 25;

const heads = shared => [['Account'], ['Verdict'], ['Tracks', 'n'], ['Bytes', 'n'], [shared, 'n'], ['Found (UTC)']];

const sharedOf = {
  cover: ['Came back', 'tracks that nobody else holds, beside those to which it would as often as to others'],
  'no-taste': ['Uneven', 'by how many percent what it shares with people differs from popularity, beside people’s own'],
  'no-favourites': ['By one', 'of 100,000 pairs of its tracks those by one artist, beside people’s'],
  'no-returns': ['Came back', 'tracks that it came back to, beside those of one who hardly ever does'],
};
const usual = ['Shared', 'tracks in common, beside those that people in its place would have'];

/** The accounts of a campaign, a page at a time however many they are. */
export function membersCard({ memberList = [], members, unseen, kind }) {
  const [shared, meaning] = sharedOf[kind] ?? usual;
  const table = rowsTable('Accounts of the campaign', heads(shared), { css: 'members' });
  const told = h('span', { class: 'quiet', role: 'status' });
  const back = h('button', { class: 'button', type: 'button', on: { click: () => turn(-1) } }, 'Previous');
  const on = h('button', { class: 'button', type: 'button', on: { click: () => turn(1) } }, 'Next');
  let page = 0;
  function turn(by) {
    page += by;
    const first = page * Size;
    const shown = memberList.slice(first, first + Size);
    set(
      table.body,
      shown.map(item => member(item, shared)),
    );
    table.empty(memberList.length ? null : 'Its accounts are not known.');
    setText(
      told,
      memberList.length
        ? `${count(first + 1)} to ${count(first + shown.length)} of ${count(Math.max(members ?? 0, memberList.length))}`
        : '',
    );
    back.disabled = page === 0;
    on.disabled = first + Size >= memberList.length;
  }
  turn(0);
  return card(
    'Accounts',
    h('p', { class: 'quiet small' }, `${shared}: ${meaning}.`),
    table.element,
    unseen > 0 &&
      h(
        'p',
        { class: 'quiet small' },
        `${counted(unseen, 'account')} without a name: nothing of them was seen here since this console started.`,
      ),
    memberList.length > Size && h('nav', { class: 'pager', 'aria-label': 'Pages of accounts' }, told, back, on),
  );
}

// What they have in common is told of the whole campaign; here is what each one took and how it fits in.
const member = (item, shared) =>
  row(
    who(item),
    verdictCell(item),
    cell('Tracks', [count(item.tracks), h('div', { class: 'quiet small' }, `${count(item.audioTracks)} audio`)], 'n'),
    cell('Bytes', bytes(item.bytes), 'n'),
    cell(
      shared,
      item.sharedExpected === undefined ? '' : `${number(item.shared)} / ${number(item.sharedExpected)}`,
      'n',
    ),
    cell(
      'Found',
      item.joined && h('time', { datetime: item.joined, class: 'keep' }, clockTime(item.joined).slice(5, 16)),
    ),
  );
