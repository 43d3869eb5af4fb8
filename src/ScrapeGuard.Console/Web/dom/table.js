import { h } from './element.js';

/** A table: its caption for ears, heads as [title, class?], a body of rows. */
export const table = (caption, heads, css, body) =>
  h(
    'table',
    { class: css },
    h('caption', { class: 'spoken' }, caption),
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        heads.map(([title, kind]) => h('th', { scope: 'col', class: kind }, title)),
      ),
    ),
    body,
  );

/** A row: what it is about, then cells. */
export const row = (about, ...cells) => h('tr', null, h('th', { scope: 'row' }, about), cells);
