import { h } from '../dom/element.js';
import { meter } from '../charts/meter.js';
import { card } from '../shell/pagehead.js';
import { count, number } from '../text/number.js';
import { name } from '../text/name.js';
import { capital, words } from '../text/words.js';

const Rows = 10;

/** What is compared, and what it is held against, of each kind of campaign that is not about tracks in common. */
const overlaps = {
  cover: ['Tracks of their own, come back to', 'as often as to others'],
  'no-taste': ['How unevenly they share with people, in percent', 'people among each other'],
  'no-favourites': ['Pairs of their tracks by one artist, of 100,000', 'of people’s'],
  'no-returns': ['Tracks come back to', 'of one who hardly ever does'],
};
const usual = ['Tracks in common', 'expected of people'];

/**
 * Why these accounts are taken for one, in sentences, and what they share against what people would; of those under
 * cover, to what of their own they come back against what they would; of those without a taste, how unevenly they
 * share; of those without favourites, how often two of their tracks are by one artist; of those who never come back,
 * that they do not.
 */
export function whyCard({ why = [], overlap, kind }) {
  const [title, expected] = overlaps[kind] ?? usual;
  const most = Math.max(overlap?.expected ?? 0, overlap?.seen ?? 0, Number.EPSILON);
  const bar = (words, value, kind) =>
    h('li', null, h('span', null, words), meter(value / most, kind), h('span', { class: 'n' }, number(value)));
  return card(
    'Why',
    why.length
      ? h(
          'ul',
          { class: 'sentences' },
          why.map(text => h('li', null, text)),
        )
      : h('p', { class: 'empty' }, 'Its decisions name it; the engine has not told its evidence to this console.'),
    overlap &&
      h(
        'div',
        null,
        h('h3', null, title),
        h(
          'ul',
          { class: 'bands' },
          bar(expected, overlap.expected, 'people'),
          bar('seen', overlap.seen, 'taken'),
        ),
      ),
  );
}

/** Where they came from together. It is told beside the evidence and is none: a family shares an address, too. */
export function sharedCard({ shared = [], members }) {
  return (
    shared.length > 0 &&
    card(
      'Seen from the same',
      h(
        'ul',
        { class: 'timeline' },
        shared
          .slice(0, Rows)
          .map(one =>
            h(
              'li',
              null,
              h('span', { class: 'quiet' }, `${capital(words(one.dimension))}: `),
              name(one.value),
              h('div', { class: 'quiet small tabular' }, `${count(one.members)} of ${count(members)} accounts`),
            ),
          ),
      ),
    )
  );
}
