import { h } from '../dom/element.js';
import { verdicts } from '../text/words.js';
import { go } from './router.js';

const Pause = 350;

// An account that was restored is flagged no more.
const flagged = [
  ['', 'any'],
  ...verdicts
    .filter(verdict => verdict !== 'restore')
    .reverse()
    .map(verdict => [verdict, verdict]),
];

/** Views of a list: links, so that each has an address; `choices`: [[value, words]]. */
export const segments = (label, choices, chosen, addressOf) =>
  h(
    'nav',
    { class: 'segments', 'aria-label': label },
    choices.map(([value, words]) =>
      h('a', { href: addressOf(value), 'aria-current': value === chosen && 'page' }, words),
    ),
  );

/** What lists of accounts and of cases are filtered and sorted by; `sorts`: [[value, words]] besides the score. */
export const flaggedFields = (label, sorts) => [
  { key: 'q', label, wide: true },
  { key: 'verdict', label: 'Verdict', options: flagged },
  { key: 'campaign', label: 'Campaign' },
  { key: 'sort', label: 'Sort by', options: [['', 'score'], ...sorts] },
];

/**
 * Filters of a list. They live in the address, so that a view can be sent to a colleague; typing waits a moment.
 * `fields`: [{key, label, options?: [[value, words]], wide?}]
 */
export function filters(path, params, fields, signal) {
  const change = (key, value, replace) => go(path, { ...params, [key]: value }, { replace });
  let timer = 0;
  signal.addEventListener('abort', () => clearTimeout(timer));
  return h(
    'form',
    { class: 'filters', role: 'search', 'aria-label': 'Filters', on: { submit: event => event.preventDefault() } },
    fields.map(({ key, label, options, wide }) =>
      h(
        'label',
        { class: wide ? 'name wide' : 'name' },
        label,
        options
          ? h(
              'select',
              {
                class: 'field',
                'data-filter': key,
                value: undefined,
                on: { change: event => change(key, event.target.value) },
              },
              options.map(([value, words]) => h('option', { value, selected: (params[key] ?? '') === value }, words)),
            )
          : h('input', {
              class: 'field',
              type: 'search',
              'data-filter': key,
              value: params[key] ?? '',
              autocomplete: 'off',
              spellcheck: 'false',
              maxlength: 128,
              on: {
                input: event => {
                  clearTimeout(timer);
                  timer = setTimeout(() => change(key, event.target.value, true), Pause);
                },
              },
            }),
      ),
    ),
  );
}
