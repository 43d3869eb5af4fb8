import { h } from '../dom/element.js';
import { inform } from './dialog.js';
import { go } from './router.js';

// Single keys act only where nobody is writing and no dialog is open; pages add their own while they are shown.
const pages = { o: 'overview', q: 'queue', a: 'accounts', c: 'campaigns', e: 'extent', p: 'policies', u: 'audit' };
const ours = [
  ['/', 'find an account'],
  ['g o', 'overview'],
  ['g q', 'queue'],
  ['g a', 'accounts'],
  ['g c', 'campaigns'],
  ['g e', 'extent'],
  ['g p', 'policies'],
  ['g u', 'audit'],
  ['?', 'this help'],
];
let pageKeys = [];

// When g was pressed, by the clock of events, which begins with the page: never is long before that.
const never = -Infinity;
let going = never;

/** Keys of the page that is shown: [[key, words, action]]. */
export function usePageKeys(keys, signal) {
  pageKeys = keys;
  signal.addEventListener('abort', () => {
    pageKeys = pageKeys === keys ? [] : pageKeys;
  });
}

export function startKeys(find) {
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isBusy(event.target)) {
      return;
    }
    const wasGoing = event.timeStamp - going < 1500;
    going = never;
    if (wasGoing && pages[event.key]) {
      event.preventDefault();
      go(pages[event.key]);
      return;
    }
    const own = pageKeys.find(([key]) => key === event.key);
    if (own) {
      // A button or a link keeps its Enter.
      if (event.key === 'Enter' && event.target.closest('a, button, summary')) {
        return;
      }
      event.preventDefault();
      own[2]();
    } else if (event.key === 'g') {
      going = event.timeStamp;
    } else if (event.key === '/') {
      event.preventDefault();
      find();
    } else if (event.key === '?') {
      showKeys();
    }
  });
}

const isBusy = target =>
  target.closest?.('input, textarea, select, [contenteditable]') || document.querySelector('dialog[open]');

export const showKeys = () =>
  inform(
    'Keys',
    h(
      'dl',
      { class: 'keys' },
      [...pageKeys, ...ours].map(([key, words]) => [
        h(
          'dt',
          null,
          key.split(' ').map(one => h('kbd', null, one)),
        ),
        h('dd', null, words),
      ]),
    ),
  );
