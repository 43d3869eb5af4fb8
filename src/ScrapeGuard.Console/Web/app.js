import { h, set } from './dom/element.js';
import { get, SignedOut } from './data/api.js';
import { dropSession, resume, session } from './data/session.js';
import { close, connect, forget, noteOverview } from './live/stream.js';
import { current, href, route } from './shell/router.js';
import { buildShell } from './shell/shell.js';
import { bones, problemState } from './shell/states.js';
import { showSignIn } from './signin/signin.js';
import { loadReasonWords } from './text/reasons.js';
import * as overviewPage from './overview/page.js';
import * as queue from './queue/page.js';
import * as accounts from './accounts/list.js';
import * as account from './accounts/page.js';
import * as campaigns from './campaigns/list.js';
import * as campaign from './campaigns/page.js';
import * as extent from './extent/page.js';
import * as policies from './policies/page.js';
import * as audit from './audit/page.js';

for (const [path, page] of Object.entries({
  overview: overviewPage,
  queue,
  accounts,
  account,
  campaigns,
  campaign,
  extent,
  policies,
  audit,
  '': overviewPage,
})) {
  route(path, page);
}

const root = h('div', { id: 'root' });
document.body.append(root);
const LongestWait = 2000;
let shell = null;
let leaving = null;

/** Shows the page of the address; the one before lets go of all it watched. */
function render() {
  if (!session) {
    return;
  }
  leaving?.abort();
  leaving = new AbortController();
  const { path, page, params, missing } = current();
  shell.mark(missing ? 'none' : path);
  // Typing in a filter changes the address; it must not take the focus away.
  const typing = document.activeElement?.dataset?.filter;
  set(shell.main);
  if (missing !== null) {
    document.title = 'Not found · ScrapeGuard';
    set(
      shell.main,
      h('h1', { tabindex: -1 }, 'No such page'),
      h('p', null, h('a', { href: href('overview') }, 'To the overview')),
    );
  } else {
    document.title = `${page.title(params)} · ScrapeGuard`;
    page.show(shell.main, { params, signal: leaving.signal });
  }
  const field = typing && shell.main.querySelector(`[data-filter="${typing}"]`);
  if (field) {
    field.focus();
    field.setSelectionRange?.(field.value.length, field.value.length);
  } else {
    scrollTo(0, 0);
    shell.main.querySelector('h1')?.focus({ preventScroll: true });
  }
}

async function enter() {
  shell = buildShell();
  set(root, shell.element);
  connect();
  // Without them codes are shown as they are, and nothing is told as so long ago. They are not waited for without end,
  // and each page shows its own trouble.
  set(shell.main, bones('mid', 'tall'));
  const overview = get('overview').then(data => {
    noteOverview(data);
    shell.note(data);
  });
  await Promise.race([
    Promise.allSettled([loadReasonWords(), overview]),
    new Promise(late => setTimeout(late, LongestWait)),
  ]);
  render();
}

/** The session ended under us. What the frame watches lives as long as the document, so the next one starts anew. */
function leave() {
  leaving?.abort();
  close();
  forget();
  dropSession();
  showSignIn(root, () => location.reload(), { ended: true });
}

async function start() {
  const code = /^#sign-in=(.+)$/.exec(location.hash)?.[1];
  if (code) {
    // A code is for once: it must not stay in the address or the history.
    history.replaceState(null, '', href('overview'));
  }
  try {
    if (!code && (await resume())) {
      await enter();
    } else {
      showSignIn(root, shell ? () => location.reload() : enter, { code: code && decodeURIComponent(code) });
    }
  } catch (problem) {
    set(root, h('main', { class: 'signin' }, h('h1', null, 'ScrapeGuard'), problemState(problem, start)));
  }
}

addEventListener('hashchange', () => (/^#sign-in=/.test(location.hash) ? start() : render()));
addEventListener(SignedOut, () => session && leave());
start();
