import { fill, h } from '../dom/element.js';

/** The head of a page: its only h1, which gets the focus when the page is shown; a sentence; actions. */
export const pageHead = (title, text, ...actions) =>
  h(
    'div',
    { class: 'page-head' },
    h('div', null, h('h1', { tabindex: -1 }, title), text && h('p', null, text)),
    actions.length > 0 && fill(h('div', { class: 'row' }), actions),
  );

/** A titled card; the section is named by its heading. */
let nextId = 0;
export function card(title, ...content) {
  const id = `card-${nextId++}`;
  return h('section', { class: 'card', 'aria-labelledby': id }, h('h2', { id }, title), content);
}

export const tile = (label, value, note) =>
  h(
    'div',
    { class: 'tile' },
    h('dt', null, label),
    h('dd', null, value, note !== undefined && h('span', { class: 'note' }, note)),
  );

export const fact = (label, ...value) =>
  value.flat().some(one => one !== undefined && one !== null && one !== '')
    ? [h('dt', null, label), h('dd', null, value)]
    : null;
