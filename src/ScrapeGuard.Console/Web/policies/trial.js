import { h, set } from '../dom/element.js';
import { post } from '../data/api.js';
import { mayAct } from '../data/session.js';
import { accountHref } from '../shell/router.js';
import { bones, problemState } from '../shell/states.js';
import { count, counted } from '../text/number.js';
import { name } from '../text/name.js';
import { timeOf } from '../text/time.js';
import { badge } from '../text/words.js';

const Rows = 50;

/** Validates what stands in the editor, and judges recent traffic by it. */
export function trial(editor, signal) {
  const hint = () =>
    h('p', { class: 'quiet' }, 'Change the text, validate it, and see whom it would gain or lose on recent traffic.');
  const element = h('div', { 'aria-live': 'polite' }, hint());

  const run = (path, draw) => async event => {
    const button = event.currentTarget;
    button.disabled = true;
    set(element, bones('mid', 'tall'));
    try {
      set(element, draw(await post(path, { text: editor.text }, { signal })));
    } catch (problem) {
      if (!signal.aborted) {
        set(
          element,
          typeof problem.errors?.[0] === 'object' ? mistakes(problem.errors, editor) : problemState(problem),
        );
      }
    } finally {
      button.disabled = false;
    }
  };

  return {
    element,
    clear: () => set(element, hint()),
    buttons: h(
      'div',
      { class: 'row' },
      h(
        'button',
        {
          class: 'button main',
          type: 'button',
          on: { click: run('policies/validate', answer => verdict(answer, editor)) },
        },
        'Validate',
      ),
      mayAct() &&
        h(
          'button',
          {
            class: 'button',
            type: 'button',
            on: { click: run('policies/what-if', answer => difference(answer, editor)) },
          },
          'What if?',
        ),
    ),
  };
}

const verdict = ({ valid, errors = [] }, editor) =>
  valid ? h('p', null, badge('valid', 'good'), ' No mistake was found.') : mistakes(errors, editor);

const mistakes = (errors, editor) => [
  h('p', null, badge(counted(errors.length, 'mistake'), 'bad')),
  h(
    'ul',
    { class: 'mistakes' },
    errors.map(({ key, value, line, message }) =>
      h(
        'li',
        null,
        h(
          'span',
          null,
          h('code', { class: 'strong' }, key),
          value !== undefined && value !== null && value !== '' && [': ', h('code', null, name(String(value)))],
        ),
        h('span', null, message),
        line > 0 &&
          h(
            'button',
            { class: 'button plain small', type: 'button', on: { click: () => editor.goTo(line) } },
            `Line ${line}`,
          ),
      ),
    ),
  ),
];

function difference({ valid, errors, events, from, to, gained = [], lost = [], same }, editor) {
  if (valid === false) {
    return mistakes(errors ?? [], editor);
  }
  return h(
    'div',
    { class: 'stack' },
    h(
      'p',
      null,
      `On ${counted(events, 'event')} from `,
      timeOf(from, { hint: false }),
      ' to ',
      timeOf(to, { hint: false }),
      ':',
    ),
    accounts('Gained: flagged higher than now', gained),
    accounts('Lost: flagged lower than now, or no more', lost),
    same !== undefined && h('p', { class: 'quiet' }, `${count(same)} accounts stay as they are.`),
  );
}

const accounts = (title, items) =>
  h(
    'div',
    null,
    h('h3', null, `${title} (${count(items.length)})`),
    items.length === 0
      ? h('p', { class: 'quiet' }, 'Nobody.')
      : h(
          'ul',
          { class: 'timeline' },
          items
            .slice(0, Rows)
            .map(item =>
              h(
                'li',
                null,
                h('a', { href: accountHref(item.account) }, name(item.account)),
                h(
                  'div',
                  null,
                  badge(item.before ?? 'none', item.before ?? 'plain'),
                  ' → ',
                  badge(item.verdict ?? 'none', item.verdict ?? 'plain'),
                ),
              ),
            ),
          items.length > Rows && h('li', { class: 'quiet' }, `and ${count(items.length - Rows)} more`),
        ),
  );
