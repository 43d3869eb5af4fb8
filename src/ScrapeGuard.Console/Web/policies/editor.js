import { h, setText } from '../dom/element.js';

let nextId = 0;

/** A text area with line numbers. `goTo(line)` puts the cursor there. */
export function codeEditor(label) {
  const id = `editor-${nextId++}`;
  const lines = h('div', { class: 'lines', 'aria-hidden': 'true' });
  const area = h('textarea', {
    id,
    spellcheck: 'false',
    autocomplete: 'off',
    autocapitalize: 'off',
    wrap: 'off',
    on: {
      input: number,
      scroll: () => {
        lines.scrollTop = area.scrollTop;
      },
    },
  });
  function number() {
    const many = area.value.split('\n').length;
    setText(lines, Array.from({ length: many }, (_, i) => i + 1).join('\n'));
  }
  return {
    element: h('div', null, h('label', { class: 'name', for: id }, label), h('div', { class: 'editor' }, lines, area)),
    get text() {
      return area.value;
    },
    set text(value) {
      area.value = value ?? '';
      number();
    },
    goTo(line) {
      const all = area.value.split('\n');
      const start = all.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
      area.focus();
      area.setSelectionRange(start, start + (all[line - 1]?.length ?? 0));
      area.scrollTop = Math.max(0, ((line - 5) * area.scrollHeight) / all.length);
    },
  };
}
