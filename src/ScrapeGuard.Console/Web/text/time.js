import { h } from '../dom/element.js';
import { duration, none } from './number.js';

// Replayed and simulated traffic has a time of its own, so "ago" is told from the newest event time that the stream
// brought, and from this machine's clock only for what people did.
let eventTime = null;

export function noteEventTime(time) {
  const at = Date.parse(time);
  if (at > 0) {
    eventTime = at;
  }
}

const pad = value => String(value).padStart(2, '0');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** To the second, without the zone. */
export function clockTime(time) {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? none : `${at.toISOString().slice(0, 10)} ${at.toISOString().slice(11, 19)}`;
}

/** A tick of an axis whose ticks are so many seconds apart. */
export function tick(millis, step, span) {
  const at = new Date(millis);
  const day = `${months[at.getUTCMonth()]} ${at.getUTCDate()}`;
  const hour = `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}`;
  return step >= 86400
    ? day
    : span > 86400
      ? `${day}, ${hour}`
      : step >= 60
        ? hour
        : `${hour}:${pad(at.getUTCSeconds())}`;
}

/** "35 min ago", "in 2 h"; empty when nothing sensible can be said, as before the first event time is known. */
export function relative(time, now = eventTime) {
  const seconds = now === null ? NaN : Math.round((now - Date.parse(time)) / 1000);
  if (!Number.isFinite(seconds) || Math.abs(seconds) > 400 * 86400) {
    return '';
  }
  const words = duration(Math.abs(seconds)).split(' ').slice(0, 2).join(' ');
  return seconds >= 0 ? `${words} ago` : `in ${words}`;
}

/** A time element in UTC with a hint of how long ago; `wall` for what people did. */
export function timeOf(time, { wall = false, hint = true, zone = true, ahead = false } = {}) {
  if (!time) {
    return h('span', { class: 'quiet' }, none);
  }
  const ago = hint ? relative(time, wall ? Date.now() : undefined) : '';
  // Accounts run ahead of the newest overview by moments: only what is meant to be ahead is told as such.
  return h(
    'time',
    { datetime: time, class: 'tabular' },
    h('span', { class: 'keep' }, clockTime(time) + (zone ? ' UTC' : '')),
    ago && (ahead || !ago.startsWith('in ')) && h('span', { class: 'quiet small keep' }, ` ${ago}`),
  );
}
