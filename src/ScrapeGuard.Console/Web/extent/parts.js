import { h } from '../dom/element.js';
import { meter } from '../charts/meter.js';
import { card } from '../shell/pagehead.js';
import { count, share } from '../text/number.js';
import { words } from '../text/words.js';

/** Which part of the catalogue, by popularity. */
export function bandsCard({ bands = [] }) {
  return (
    bands.length > 0 &&
    card(
      'By popularity',
      h(
        'ul',
        { class: 'bands' },
        bands.map(({ name, taken: told, tracks }) => {
          // Both are estimated, each for itself: a part is at most the whole.
          const taken = Math.min(told, tracks);
          return h(
            'li',
            null,
            h('span', null, words(name)),
            meter(tracks ? taken / tracks : 0, 'taken'),
            h('span', { class: 'n' }, `${count(taken)} of ${count(tracks)}, ${share(tracks ? taken / tracks : 0)}`),
          );
        }),
      ),
    )
  );
}

/** By which kinds of requests. */
export function operationsCard({ operations: told = {} }) {
  const operations = Object.entries(told)
    .filter(([, requests]) => requests > 0)
    .sort((a, b) => b[1] - a[1]);
  const all = operations.reduce((sum, [, requests]) => sum + requests, 0);
  return operations.length === 0
    ? null
    : card(
        'How',
        h(
          'ul',
          { class: 'bands' },
          operations.map(([operation, requests]) =>
            h(
              'li',
              null,
              h('span', null, words(operation)),
              meter(requests / all),
              h('span', { class: 'n' }, `${count(requests)}, ${share(requests / all)}`),
            ),
          ),
        ),
      );
}
