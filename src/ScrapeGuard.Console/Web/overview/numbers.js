import { h, setText } from '../dom/element.js';
import { bytes, count, number, share } from '../text/number.js';
import { badge, verdicts } from '../text/words.js';

const flaggedVerdicts = verdicts.filter(verdict => verdict !== 'restore').toReversed();

/** The row of numbers on top. */
export function numbers() {
  const tiles = new Map();
  const add = (key, label) => {
    const value = h('span');
    const note = h('span', { class: 'note' });
    tiles.set(key, { value, note });
    return h('div', { class: 'tile' }, h('dt', null, label), h('dd', null, value, note));
  };
  const flagged = new Map(flaggedVerdicts.map(verdict => [verdict, h('strong', { class: 'tabular' }, '0')]));
  const element = h(
    'div',
    { class: 'stack' },
    h(
      'dl',
      { class: 'tiles' },
      add('pace', 'Events a second'),
      add('active', 'Active accounts'),
      add('flagged', 'Flagged now'),
      add('leak', 'Tracks taken'),
      add('kept', 'Kept in'),
      add('queue', 'Open cases'),
    ),
    h(
      'section',
      { class: 'card', 'aria-label': 'Flagged accounts by verdict' },
      h(
        'ul',
        { class: 'row tabular' },
        h('li', { class: 'quiet' }, 'Flagged now:'),
        flaggedVerdicts.map(verdict => h('li', { class: 'row keep' }, badge(verdict), flagged.get(verdict))),
      ),
    ),
  );

  function put(key, value, note) {
    setText(tiles.get(key).value, value);
    setText(tiles.get(key).note, note);
  }

  return {
    element,
    update({ events, eventsPerSecond, accounts, leak, queue, delaySeconds, policy }) {
      const by = accounts?.flagged ?? {};
      const all = flaggedVerdicts.reduce((sum, verdict) => sum + (by[verdict] ?? 0), 0);
      put(
        'pace',
        number(Math.round(eventsPerSecond)),
        `${count(events)} in all${delaySeconds > 5 ? `, ${number(delaySeconds)} s behind` : ''}`,
      );
      put('active', count(accounts?.active), policy ? `policy ${policy}`.slice(0, 40) : '');
      put('flagged', count(all), accounts?.active ? `${share(all / accounts.active)} of accounts` : '');
      put(
        'leak',
        count(leak?.tracks),
        leak?.shareOfCatalogue === undefined
          ? bytes(leak?.bytes)
          : `${bytes(leak?.bytes)}; ${share(leak.shareOfCatalogue)} of the catalogue`,
      );
      put('kept', count(leak?.preventedTracks), `tracks; ${bytes(leak?.preventedBytes)}`);
      put('queue', count(queue?.open), `${count(queue?.waiting ?? 0)} wait for people`);
      for (const [verdict, element] of flagged) {
        setText(element, count(by[verdict] ?? 0));
      }
    },
  };
}
