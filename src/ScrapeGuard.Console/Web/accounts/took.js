import { h } from '../dom/element.js';
import { meter } from '../charts/meter.js';
import { card, tile } from '../shell/pagehead.js';
import { bytes, count } from '../text/number.js';
import { name } from '../text/name.js';
import { words } from '../text/words.js';

const Artists = 10;
const Samples = 24;

/** What it took: how much, from which part of the catalogue, of whom. */
export function tookCard({ took }) {
  if (!took) {
    return null;
  }
  const bands = (took.bands ?? []).map(band => ({ key: words(band.band), tracks: band.tracks }));
  const artists = (took.artists ?? [])
    .slice(0, Artists)
    .map(artist => ({ key: name(artist.name), tracks: artist.tracks }));
  return card(
    'What it took',
    h(
      'dl',
      { class: 'tiles' },
      tile('Tracks', count(took.tracks)),
      tile('With audio', count(took.audioTracks)),
      tile('Bytes', bytes(took.bytes)),
    ),
    bands.length > 0 && bars('By popularity', bands),
    artists.length > 0 && bars('By artist', artists),
    took.samples?.length > 0 &&
      h(
        'details',
        null,
        h('summary', null, 'Some of the tracks'),
        h(
          'ul',
          { class: 'samples' },
          took.samples.slice(0, Samples).map(track => h('li', { class: 'chip mono' }, name(track))),
        ),
      ),
  );
}

function bars(title, items) {
  const most = Math.max(1, ...items.map(item => item.tracks));
  return h(
    'div',
    { class: 'took-bars' },
    h('h3', null, title),
    h(
      'ul',
      { class: 'bands' },
      items.map(({ key, tracks }) =>
        h('li', null, h('span', null, key), meter(tracks / most, 'taken'), h('span', { class: 'n' }, count(tracks))),
      ),
    ),
  );
}
