import { h } from '../dom/element.js';

/** A bar of 0 to 1. The number stands beside it in words, so the bar itself is silent. */
export function meter(part, kind = '') {
  const percent = Math.min(Math.max(Number.isFinite(part) ? part : 0, 0), 1) * 100;
  return h('span', { class: `meter ${kind}`, 'aria-hidden': 'true' }, h('span', { style: { width: `${percent}%` } }));
}
