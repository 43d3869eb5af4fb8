import { h, set, setText } from '../dom/element.js';
import { table } from '../dom/table.js';
import { get } from '../data/api.js';
import { problemState } from './states.js';

const DefaultSize = 50;

/**
 * A list by cursor, a page at a time: the screen holds one page however long the list is. `rowsOf(items)` makes the
 * rows. Returns the element, `reload` (the same page again) and `next`.
 */
export function pagedList({ path, table, rowsOf, emptyText, signal, size = DefaultSize, onPage = () => {} }) {
  const cursors = [undefined];
  let page = 0;
  let following;
  let ticket = 0;
  const told = h('span', { class: 'quiet', role: 'status' });
  const back = h('button', { class: 'button', type: 'button', on: { click: () => move(-1) } }, 'Previous');
  const on = h('button', { class: 'button', type: 'button', on: { click: () => move(1) } }, 'Next');
  const trouble = h('div');
  const element = h(
    'div',
    null,
    trouble,
    table.element,
    h('nav', { class: 'pager', 'aria-label': 'Pages' }, told, back, on),
  );

  async function load() {
    const mine = ++ticket;
    element.setAttribute('aria-busy', 'true');
    const after = cursors[page];
    const query = new URLSearchParams({ limit: size, ...(after !== undefined && { after }) });
    try {
      const answer = await get(`${path}${path.includes('?') ? '&' : '?'}${query}`, { signal });
      if (mine !== ticket || signal.aborted) {
        return;
      }
      set(trouble);
      following = answer.next;
      set(table.body, rowsOf(answer.items));
      table.empty(answer.items.length === 0 ? emptyText : null);
      const first = page * size + 1;
      setText(told, answer.items.length ? `${first} to ${first + answer.items.length - 1}` : '');
      onPage(answer.items);
    } catch (problem) {
      if (!signal.aborted && problem.name !== 'AbortError') {
        set(trouble, problemState(problem, load));
      }
    } finally {
      if (mine === ticket) {
        element.removeAttribute('aria-busy');
        back.disabled = page === 0;
        on.disabled = following === undefined || following === null;
        back.hidden = on.hidden = back.disabled && on.disabled;
      }
    }
  }

  async function move(by) {
    if ((by > 0 && (following === undefined || following === null)) || page + by < 0) {
      return false;
    }
    page += by;
    cursors[page] = by > 0 ? following : cursors[page];
    await load();
    return true;
  }

  back.hidden = on.hidden = back.disabled = on.disabled = true;
  load();
  return { element, reload: load, move };
}

/** A table of rows with a place for what stands there when there are none. */
export function rowsTable(caption, heads, { css = '' } = {}) {
  const body = h(
    'tbody',
    null,
    Array.from({ length: 6 }, () =>
      h(
        'tr',
        { 'aria-hidden': 'true' },
        h('td', { colspan: heads.length, class: 'all' }, h('span', { class: 'bone' })),
      ),
    ),
  );
  const nothing = h('div', { hidden: true });
  const rows = table(caption, heads, `rows fold ${css}`, body);
  return {
    element: h('div', null, h('div', { class: 'scroll' }, rows), nothing),
    body,
    empty(text) {
      rows.hidden = text !== null;
      nothing.hidden = text === null;
      set(nothing, text !== null && h('p', { class: 'empty' }, text));
    },
  };
}

/** A cell that names its column where the table is folded into cards. */
export const cell = (label, content, css = '') => h('td', { 'data-label': label, class: css }, content);
