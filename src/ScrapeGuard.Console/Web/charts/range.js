import { s } from '../dom/element.js';
import { number } from '../text/number.js';

const Width = 320;
const Middle = 12;
const Most = 6; // Beyond so many times what people reach, the mark stands at the end with an arrow.

/**
 * Where a value stands among people: a band of what they have, a stroke at the middle one, a mark for this account.
 * Of a reason (`expected`) the band ends at the bound, or starts there where less is suspicious (which a rule's bound,
 * `isMost`, never means); of a measure it holds nine people of ten, from `low` to `high`. A picture of the text beside
 * it, so it is hidden from screen readers.
 */
export function rangeChart({ value, expected, isMost, low, median, high, unusual, show = number }) {
  const bound = expected ?? high;
  if (typeof value !== 'number' || typeof bound !== 'number' || Math.min(value, bound) < 0 || value + bound === 0) {
    return null;
  }
  const end = Math.max(bound * 1.25, Math.min(value, bound * Most) * 1.08, Number.EPSILON);
  const x = at => 6 + Math.min(at / end, 1) * (Width - 12);
  const far = value > bound * Most && bound > 0;
  const own = far ? Width - 10 : x(value);
  const label = show(bound);
  const less = expected !== undefined && !isMost && value < bound;
  const usual = isMost ? value <= bound : expected === undefined && !unusual;
  const from = less ? x(bound) : x(low ?? 0);
  return s(
    'svg',
    { class: 'range', viewBox: `0 0 ${Width} 30`, 'aria-hidden': 'true', focusable: 'false' },
    s('path', { class: 'track', d: `M6 ${Middle}H${Width - 6}` }),
    s('rect', {
      class: 'people',
      x: from,
      y: Middle - 6,
      width: Math.max((less ? Width - 6 : x(bound)) - from, 2),
      height: 12,
      rx: 2,
    }),
    typeof median === 'number' && s('path', { class: 'middle', d: `M${x(median)} ${Middle - 6}v12` }),
    s(
      'text',
      {
        x: Math.min(Math.max(x(bound), label.length * 3.2 + 6), Width - label.length * 3.2 - 6),
        y: 29,
        'text-anchor': 'middle',
      },
      label,
    ),
    far
      ? s('path', { class: 'own', d: `M${own - 5} ${Middle - 7}l12 7-12 7z` })
      : s('circle', { class: usual ? 'own within' : 'own', cx: own, cy: Middle, r: 6 }),
  );
}
