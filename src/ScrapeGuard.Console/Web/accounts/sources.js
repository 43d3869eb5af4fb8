import { h } from '../dom/element.js';
import { card } from '../shell/pagehead.js';
import { count } from '../text/number.js';
import { name } from '../text/name.js';

const Rows = 12;

/** Where it came from: addresses with their events, devices, clients. */
export function sourcesCard({ networks = [], devices = [], clients = [] }) {
  const lists = [
    ['Addresses', networks],
    ['Devices', devices],
    ['Clients', clients],
  ].filter(([, list]) => list.length);
  return lists.length === 0
    ? null
    : card(
        'Where from',
        h(
          'div',
          { class: 'stack' },
          lists.map(([title, list]) =>
            h(
              'div',
              null,
              h('h3', null, `${title} `, h('span', { class: 'quiet' }, count(list.length))),
              h(
                'ul',
                null,
                list
                  .slice(0, Rows)
                  .map(entry =>
                    h(
                      'li',
                      null,
                      name(entry.ip ?? entry),
                      entry.events !== undefined &&
                        h('span', { class: 'quiet tabular' }, ` ${count(entry.events)} events`),
                    ),
                  ),
                list.length > Rows && h('li', { class: 'quiet' }, `and ${count(list.length - Rows)} more`),
              ),
            ),
          ),
        ),
      );
}
