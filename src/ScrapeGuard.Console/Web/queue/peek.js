import { h, set } from '../dom/element.js';
import { get } from '../data/api.js';
import { mayAct } from '../data/session.js';
import { history } from '../accounts/history.js';
import { fact } from '../shell/pagehead.js';
import { bones, problemState } from '../shell/states.js';
import { bytes, counted, score } from '../text/number.js';
import { name } from '../text/name.js';
import { reasonText } from '../text/reasons.js';
import { timeOf } from '../text/time.js';
import { badge } from '../text/words.js';
import { addNote, answerAppeal, approve, judge, reject } from './actions.js';
import { subject } from './row.js';

const Pause = 120;
const Shown = 6;

/** What is known of the chosen case, beside the list. Running down the list with j asks nothing until it rests. */
export function peekPanel(signal) {
  const element = h('section', { class: 'card peek stack', 'aria-label': 'The chosen case', hidden: true });
  const close = () => element.classList.remove('chosen');
  const closer = h('button', { class: 'button small close', type: 'button', on: { click: close } }, 'Close');
  let timer = 0;
  let wanted;
  signal.addEventListener('abort', () => clearTimeout(timer));

  async function load(item) {
    try {
      const known = await get(`cases/${encodeURIComponent(item.id)}`, { signal });
      if (wanted === item.id) {
        set(element, closer, draw(known));
      }
    } catch (problem) {
      if (!signal.aborted && wanted === item.id) {
        set(
          element,
          problemState(problem, () => load(item)),
        );
      }
    }
  }

  return {
    element,
    /** `byHand`: it opens where there is no room for it beside the list, and stays open while the case is shown. */
    show(item, byHand) {
      const same = item && item.id === wanted;
      element.classList.toggle('chosen', Boolean(item) && (byHand || (same && element.classList.contains('chosen'))));
      if (same && byHand) {
        return;
      }
      clearTimeout(timer);
      wanted = item?.id;
      if (!item) {
        set(element, h('p', { class: 'empty' }, 'Choose a case to see what is known.'));
        return;
      }
      set(element, closer, h('h2', null, subject(item)), bones('mid', 'tall'));
      timer = setTimeout(() => load(item), Pause);
    },
  };
}

function draw(item) {
  const last = [...(item.decisions ?? [])].sort((a, b) => Date.parse(b.time) - Date.parse(a.time))[0];
  const reasons = last?.reasons ?? (item.reasons ?? []).map(code => ({ code }));
  return [
    h('div', { class: 'heading' }, h('h2', null, subject(item)), item.verdict && badge(item.verdict)),
    mayAct() && actions(item),
    h(
      'dl',
      { class: 'facts' },
      fact('Score', score(item.score)),
      item.exposure &&
        fact(
          'Took',
          counted(item.exposure.tracks, 'track'),
          `, ${counted(item.exposure.audioTracks, 'track')} with audio, ${bytes(item.exposure.bytes)}`,
        ),
      fact('Opened', timeOf(item.opened)),
      fact('Changed', timeOf(item.updated)),
      item.waitingFor && fact('Waits for', item.waitingFor),
      item.reviewed && fact('Reviewed', timeOf(item.reviewed.time, { hint: false }), ' by ', name(item.reviewed.by)),
    ),
    reasons.length > 0 &&
      h(
        'div',
        null,
        h('h3', null, 'Why'),
        h(
          'ul',
          { class: 'timeline' },
          reasons.slice(0, Shown).map(({ code, value }) => h('li', null, reasonText(code, value))),
        ),
      ),
    h('div', null, h('h3', null, 'History'), history({ ...item, history: [] }, Shown)),
  ];
}

const button = (words, kind, act) =>
  h('button', { class: `button ${kind}`, type: 'button', on: { click: act } }, words);

function actions(item) {
  return h(
    'div',
    { class: 'row' },
    item.state === 'waiting' && [
      button('Approve', 'danger', () => approve(item)),
      button('Reject', 'good', () => reject(item)),
    ],
    item.account &&
      item.state !== 'closed' && [
        button('It is a person', '', () => judge(item, 'person')),
        button('It is a scraper', '', () => judge(item, 'scraper')),
      ],
    item.appealed && button('Answer the appeal', '', () => answerAppeal(item)),
    button('Add a note', 'plain', () => addNote(`cases/${encodeURIComponent(item.id)}`)),
  );
}
