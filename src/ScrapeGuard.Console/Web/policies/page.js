import { h, set } from '../dom/element.js';
import { get } from '../data/api.js';
import { card, pageHead } from '../shell/pagehead.js';
import { loader } from '../shell/states.js';
import { name } from '../text/name.js';
import { timeOf } from '../text/time.js';
import { badge } from '../text/words.js';
import { codeEditor } from './editor.js';
import { trial } from './trial.js';

export const title = () => 'Policies';

/** The policies in force, and a place to try a change before it is made. */
export function show(root, { signal }) {
  const place = h('div');
  set(
    root,
    pageHead(
      'Policies',
      'What a score leads to, for whom, and for how long. Policies are files: what is tried here changes nothing.',
    ),
    place,
  );
  loader(
    place,
    () => get('policies', { signal }),
    ({ items }) => set(place, layout(items, signal)),
    signal,
  );
}

function layout(items, signal) {
  if (!items.length) {
    return h('p', { class: 'empty' }, h('strong', null, 'No policy'), 'The defaults hold.');
  }
  const editor = codeEditor('Text of the policy (YAML)');
  const chosen = items.find(item => item.active) ?? items[0];
  const choices = items.map(item =>
    h(
      'button',
      {
        class: 'button',
        type: 'button',
        'aria-pressed': String(item === chosen),
        on: { click: event => choose(item, event.currentTarget) },
      },
      name(item.name),
      badge(item.mode, item.mode === 'shadow' ? 'warn' : 'observe'),
      item.active && badge('in force', 'good'),
    ),
  );
  const loaded = h('p', { class: 'quiet small' });
  const attempt = trial(editor, signal);
  const choose = (item, pressed) => {
    choices.forEach(button => button.setAttribute('aria-pressed', String(button === pressed)));
    editor.text = item.text;
    set(loaded, item.loaded ? ['Loaded ', timeOf(item.loaded, { wall: true })] : 'Built in.');
    attempt.clear();
  };
  choose(chosen, choices[items.indexOf(chosen)]);
  return h(
    'div',
    { class: 'side' },
    card(
      'Policy',
      h('div', { class: 'stack' }, h('div', { class: 'row' }, choices), loaded, editor.element, attempt.buttons),
    ),
    h('div', { class: 'stack' }, card('Tried', attempt.element)),
  );
}
