import { h, set } from '../dom/element.js';
import { address, get } from '../data/api.js';
import { pageHead, tile } from '../shell/pagehead.js';
import { loader } from '../shell/states.js';
import { bytes, count, number, share } from '../text/number.js';
import { bandsCard, operationsCard } from './parts.js';
import { subjectsCard } from './subjects.js';

export const title = () => 'Extent';

const link = (path, words) => h('a', { class: 'button', href: address(path), download: true }, words);

/** How much is gone: what the board asks first. */
export function show(root, { signal }) {
  const place = h('div');
  set(
    root,
    pageHead(
      'Extent',
      'How much flagged accounts took, of what, and how.',
      link('extent.html', 'Report (HTML)'),
      link('extent.csv', 'CSV'),
      link('extent', 'JSON'),
    ),
    place,
  );
  loader(
    place,
    () => get('extent', { signal }),
    data => set(place, layout(data)),
    signal,
  );
}

function layout(data) {
  const total = data.total ?? {};
  if (!total.tracks && !total.accounts) {
    return h('p', { class: 'empty' }, h('strong', null, 'Nothing was taken'), 'No account was flagged so far.');
  }
  const kept = total.prevented ?? {};
  const shares = [
    ['Of the catalogue', total.catalogueShare],
    ['Of listening', total.listeningShare],
    ['Of listening, audio', total.listeningAudioShare],
  ].filter(([, part]) => part);
  return h(
    'div',
    { class: 'stack' },
    h(
      'dl',
      { class: 'tiles' },
      tile('Accounts', count(total.accounts)),
      tile(
        'Tracks',
        count(total.tracks),
        total.exact === false ? `give or take ${share(total.relativeStandardError)}` : undefined,
      ),
      tile('With audio', count(total.audioTracks)),
      tile('Bytes', bytes(total.bytes)),
      tile('Requests', count(total.requests), total.refused ? `${count(total.refused)} refused` : undefined),
      shares.map(([label, part]) =>
        tile(label, share(part.value), part.standardError ? `± ${number(part.standardError * 100)} points` : undefined),
      ),
      kept.tracks !== undefined &&
        tile('Kept in', count(kept.tracks), kept.basis === 'measured' ? 'tracks, measured' : 'tracks, by pace'),
    ),
    total.private && privateHint(total.private),
    h('div', { class: 'pair' }, bandsCard(total), operationsCard(total)),
    subjectsCard('Campaigns', data.campaigns, 'campaign'),
    subjectsCard('Accounts', data.accounts, 'account'),
  );
}

const privateHint = ({ touched, otherRequests }) =>
  touched
    ? h(
        'p',
        { class: 'hint' },
        `${count(otherRequests)} requests went outside of the catalogue: ` +
          'whether they reached anyone’s own data is to be looked into.',
      )
    : h('p', { class: 'hint calm' }, 'No request went outside of the catalogue: nobody’s own data was touched.');
