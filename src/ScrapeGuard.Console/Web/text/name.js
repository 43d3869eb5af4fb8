import { h } from '../dom/element.js';

// Controls, line breaks, turns of direction and spaces of no width are shown, so that two names never look alike by
// them; not the joiners, which emoji need. The same set as in the HTML report.
const invisible = new RegExp(
  '[\\u0080-\\u009f\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]' +
    '|[\\ufff9-\\ufffb]|[\\u{e0000}-\\u{e007f}]',
  'u',
);

/** A text from outside with its invisible characters made visible. */
export function visible(text) {
  let shown = '';
  for (const letter of String(text)) {
    const value = letter.codePointAt(0);
    shown +=
      value < 0x20
        ? String.fromCharCode(0x2400 + value)
        : value === 0x7f
          ? '\u2421'
          : invisible.test(letter)
            ? `[U+${value.toString(16).toUpperCase().padStart(4, '0')}]`
            : letter;
  }
  return shown;
}

/** A campaign's id is long, and its beginning says only what it is. */
export const campaignName = id => visible(id.replace(/^campaign-/, '').slice(0, 8));

/** A name or a text from outside, isolated: its direction does not reach its neighbours. */
export const name = text =>
  text === '' || text === undefined || text === null
    ? h('i', { class: 'quiet' }, '(empty)')
    : h('bdi', { dir: 'auto' }, visible(text));
