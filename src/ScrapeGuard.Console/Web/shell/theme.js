import { h, set } from '../dom/element.js';
import { icon } from '../dom/icons.js';

/** The switch between light and dark; it names what it leads to. */
export function themeButton() {
  const root = document.documentElement;
  const button = h('button', { class: 'button plain icon', type: 'button', on: { click: flip } });

  function flip() {
    root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
    try {
      localStorage.setItem('scrapeguard-scheme', root.dataset.theme);
    } catch {
      // Storage may be forbidden; then the choice lasts as long as the page.
    }
    write();
  }

  function write() {
    const other = root.dataset.theme === 'dark' ? 'light' : 'dark';
    button.setAttribute('aria-label', `Switch to ${other} colours`);
    button.title = `Switch to ${other} colours`;
    set(button, icon(other));
  }

  write();
  new MutationObserver(write).observe(root, { attributeFilter: ['data-theme'] });
  return button;
}
