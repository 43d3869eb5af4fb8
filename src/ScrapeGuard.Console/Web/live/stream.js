import { address, SignedOut } from '../data/api.js';
import { resume } from '../data/session.js';
import { noteEventTime } from '../text/time.js';
import { FrameGatherer } from './frame.js';

// Server-sent events with reconnect. The browser reconnects by itself after a broken connection and says where it was
// (Last-Event-ID); it gives up after an answer that is no stream, and then we try again, ever more slowly.
const types = ['overview', 'decision', 'case', 'campaign', 'audit', 'missed'];
const FirstWait = 1000;
const LongestWait = 30000;
const RecentDecisions = 60;

const listeners = new Set();
const stateListeners = new Set();
const gatherer = new FrameGatherer(deliver);
let source = null;
let wait = FirstWait;
let timer = 0;

/** The newest overview that was seen; null before the first. */
export let overview = null;

/** The newest decisions, newest first. */
export let recent = [];

/** 'waiting', 'live' or 'lost'. */
export let state = 'waiting';

export function connect() {
  close();
  source = new EventSource(address('stream'));
  source.onopen = () => {
    wait = FirstWait;
    become('live');
  };
  source.onerror = () => {
    become('lost');
    if (source?.readyState === EventSource.CLOSED) {
      clearTimeout(timer);
      timer = setTimeout(again, wait);
      wait = Math.min(wait * 2, LongestWait);
    }
  };
  for (const type of types) {
    source.addEventListener(type, message => receive(type, message.data));
  }
}

export function close() {
  clearTimeout(timer);
  source?.close();
  source = null;
  become('waiting');
}

/** Forgets what was seen: the next person at this screen may not be the same. */
export function forget() {
  overview = null;
  recent = [];
}

/** Calls back once a frame with what came; until the signal aborts. */
export function watch(listener, signal) {
  listeners.add(listener);
  signal?.addEventListener('abort', () => listeners.delete(listener));
}

export function watchState(listener) {
  stateListeners.add(listener);
  listener(state);
}

export function noteOverview(data) {
  overview = data;
  noteEventTime(data.time);
}

function receive(type, text) {
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    data = { count: 1 }; // What can't be read was missed; the page says so.
    type = 'missed';
  }
  gatherer.add(type, data);
}

function deliver(frame) {
  if (frame.overview) {
    noteOverview(frame.overview);
  }
  if (frame.decisions.length) {
    recent = frame.decisions.slice(-RecentDecisions).reverse().concat(recent).slice(0, RecentDecisions);
  }
  for (const listener of listeners) {
    listener(frame);
  }
}

// A stream that is refused because the session ended is not to be asked for ever.
async function again() {
  try {
    if (await resume()) {
      connect();
      return;
    }
    dispatchEvent(new Event(SignedOut));
  } catch {
    timer = setTimeout(again, wait);
    wait = Math.min(wait * 2, LongestWait);
  }
}

function become(next) {
  if (next !== state) {
    state = next;
    for (const listener of stateListeners) {
      listener(next);
    }
  }
}
