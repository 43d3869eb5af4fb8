import { h, set } from '../dom/element.js';
import { icon } from '../dom/icons.js';
import { signIn } from '../data/session.js';

const words = problem =>
  problem.status === 401 ? 'That did not fit: the link was used, has expired, or the key is wrong.' : problem.message;

/** The page for strangers: a one-time link (its code) or an API key. Calls back once signed in. */
export function showSignIn(root, signedIn, { code, ended } = {}) {
  document.title = 'Sign in · ScrapeGuard';
  const problem = h('div', { role: 'alert' });
  const key = h('input', {
    class: 'field',
    type: 'password',
    id: 'key',
    autocomplete: 'current-password',
    required: true,
    spellcheck: 'false',
    maxlength: 512,
    'aria-describedby': 'key-note',
  });
  const button = h('button', { class: 'button main', type: 'submit' }, 'Sign in');
  const title = h('h1', { tabindex: -1 }, code ? 'Signing in' : 'Sign in');

  async function attempt(proof) {
    button.disabled = true;
    set(problem);
    try {
      await signIn(proof);
      await signedIn();
    } catch (error) {
      title.textContent = 'Sign in';
      set(problem, h('p', { class: 'problem' }, words(error)));
      button.disabled = false;
      key.focus();
    }
  }

  set(
    root,
    h(
      'main',
      { class: 'signin' },
      h(
        'div',
        { class: 'card' },
        h('p', { class: 'brand' }, icon('shield'), h('span', null, 'ScrapeGuard')),
        title,
        h(
          'p',
          { class: 'quiet' },
          ended
            ? 'Your session has ended. Sign in again to go on where you were.'
            : 'Open the one-time link that the program printed when it started, or use an API key.',
        ),
        h(
          'form',
          {
            on: {
              submit: event => {
                event.preventDefault();
                const value = key.value.trim();
                // A whole link may be pasted too.
                const pasted = /#sign-in=([^&\s]+)/.exec(value);
                value ? attempt(pasted ? { code: decodeURIComponent(pasted[1]) } : { apiKey: value }) : key.focus();
              },
            },
          },
          h(
            'div',
            null,
            h('label', { class: 'name', for: 'key' }, 'API key or one-time link'),
            key,
            h(
              'p',
              { class: 'quiet small', id: 'key-note' },
              'It is sent once and not kept here; the session is a cookie.',
            ),
          ),
          problem,
          button,
        ),
      ),
    ),
  );
  if (code) {
    attempt({ code });
  } else {
    key.focus();
  }
}
