import { h, set } from '../dom/element.js';
import { capital } from '../text/words.js';

/** Grey bones in the size of what will come, so that nothing jumps when it does. */
export const bones = (...kinds) =>
  h(
    'div',
    { class: 'bones', 'aria-hidden': 'true' },
    kinds.map(kind => h('span', { class: `bone ${kind}` })),
  );

/** What went wrong, and a way on. What is not there is no fault. */
export const problemState = (problem, retry) =>
  h(
    'div',
    { class: problem.status === 404 ? 'problem absent' : 'problem', role: 'alert' },
    h('p', null, capital(problem.message)),
    retry && h('button', { class: 'button', type: 'button', on: { click: retry } }, 'Try again'),
  );

/**
 * Loads into an element: bones, then what `draw` makes of the answer, or the problem with a button. Later loads keep
 * the old content until the new is there. Returns `reload`.
 */
export function loader(root, load, draw, signal, waiting = bones('mid', 'tall')) {
  let shown = false;
  let running = false;
  let again = false;
  async function reload() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    root.setAttribute('aria-busy', 'true');
    if (!shown) {
      set(root, h('p', { class: 'spoken', role: 'status' }, 'Loading'), waiting);
    }
    try {
      const answer = await load();
      if (!signal.aborted) {
        draw(answer);
        shown = true;
      }
    } catch (problem) {
      if (!signal.aborted && problem.name !== 'AbortError') {
        if (!('status' in problem)) {
          console.error(problem);
        }
        set(root, problemState(problem, reload));
        shown = false;
      }
    } finally {
      running = false;
      root.removeAttribute('aria-busy');
      if (again && !signal.aborted) {
        again = false;
        reload();
      }
    }
  }
  reload();
  return reload;
}

/** At most one call a while, the last one always: lists that change many times a second are read again calmly. */
export function calmly(action, millis, signal) {
  let timer = 0;
  signal.addEventListener('abort', () => clearTimeout(timer));
  return () => {
    if (!timer && !signal.aborted) {
      timer = setTimeout(() => {
        timer = 0;
        action();
      }, millis);
    }
  };
}
