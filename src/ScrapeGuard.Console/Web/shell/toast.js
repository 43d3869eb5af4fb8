import { h } from '../dom/element.js';

const Shown = 6000;
const Most = 3;
const box = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });

/** Says for a moment what was done; screen readers hear it. */
export function toast(...content) {
  if (!box.isConnected) {
    document.body.append(box);
  }
  const one = h('p', { class: 'toast' }, content);
  box.append(one);
  while (box.childElementCount > Most) {
    box.firstElementChild.remove();
  }
  setTimeout(() => one.remove(), Shown);
}
