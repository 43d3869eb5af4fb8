import { h } from '../dom/element.js';
import { meter } from '../charts/meter.js';
import { rangeChart } from '../charts/range.js';
import { card } from '../shell/pagehead.js';
import { measured, weight } from '../text/number.js';
import { capital } from '../text/words.js';
import { name } from '../text/name.js';
import { reasonText } from '../text/reasons.js';

/** Why it was judged so: each reason as a sentence, with the value against what people have. */
export function whyCard({ reasons = [], clearing = [], verdict }) {
  if (!reasons.length) {
    return card(
      'Why',
      h(
        'p',
        { class: 'empty' },
        verdict && verdict !== 'none' ? 'No reason is known any more.' : 'Nothing speaks against this account.',
      ),
    );
  }
  return card(
    'Why',
    h(
      'p',
      { class: 'quiet small' },
      'Heaviest first. The green band is what people like this have, or a rule’s bound; the mark is this account.',
    ),
    h('ol', { class: 'reasons-list' }, reasons.map(reason)),
    clearing.length > 0 &&
      h(
        'div',
        { class: 'hint calm' },
        h('h3', null, 'What would clear it'),
        h(
          'ul',
          null,
          clearing.map(text => h('li', null, name(capital(text)))),
        ),
      ),
  );
}

function reason({ code, title, text, value, expected, weight: points, unit, median }) {
  const show = number => measured(number, unit);
  return h(
    'li',
    null,
    h(
      'div',
      null,
      h('p', { class: 'lead' }, capital(text || title || reasonText(code, value))),
      h(
        'p',
        { class: 'weight' },
        h('span', null, 'weight'),
        meter(points),
        h('span', { class: 'tabular' }, weight(points)),
        h('code', null, code),
      ),
    ),
    h(
      'div',
      null,
      h(
        'p',
        { class: 'small tabular' },
        h('strong', null, show(value)),
        h('span', { class: 'quiet' }, ` against ${show(expected)} expected`),
      ),
      rangeChart({ value, expected, isMost: /^(rule|evidence)\./.test(code), median, show }),
    ),
  );
}
