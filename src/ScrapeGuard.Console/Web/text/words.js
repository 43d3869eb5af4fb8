import { h } from '../dom/element.js';

/** The verdicts, mildest first: a restore is the mildest. */
export const verdicts = ['restore', 'observe', 'throttle', 'challenge', 'suspend'];

const verdictMeaning = {
  observe: 'worth a look, nothing is done',
  throttle: 'to be slowed down',
  challenge: 'to prove that a person is there',
  suspend: 'to be disabled, reversibly',
  restore: 'an earlier verdict no longer holds',
};

/** A word of ours on its colour; the colour never stands alone. */
export const badge = (word, kind = word) =>
  h('span', { class: `badge ${/^[a-z]+$/.test(kind ?? '') ? kind : ''}`, title: verdictMeaning[word] }, word ?? 'none');

/** camelCase and dashes as words: "audioTracks" and "audio-tracks" are both "audio tracks". */
export const words = text =>
  String(text)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();

export const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
