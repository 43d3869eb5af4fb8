// The one way to the server: the documented API under /api/v1, nothing else.
const root = 'api/v1/';

/** What went wrong, as RFC 9457 tells it. */
export class Problem extends Error {
  constructor(status, body) {
    super([body?.detail || body?.title || sentence(status), ...others(body)].join(' '));
    this.status = status;
    this.errors = body?.errors;
  }
}

// Every mistake is named; the first one is the detail already.
const others = body => (body?.errors ?? []).filter(error => typeof error === 'string' && error !== body.detail);

const sentence = status =>
  status === 0
    ? 'The server can’t be reached. It is tried again when you ask.'
    : status === 401
      ? 'You are not signed in, or your session has ended.'
      : status === 403
        ? 'Your role does not allow this.'
        : status === 404
          ? 'There is no such thing here (any more).'
          : status === 429
            ? 'Too many requests; wait a little.'
            : `The server answered ${status}.`;

/** Raised on the window when the session has ended. */
export const SignedOut = 'scrapeguard-signed-out';

async function request(method, path, { body, signal, quiet } = {}) {
  const headers = { Accept: 'application/json' };
  if (method !== 'GET') {
    // A header that a foreign page can't send without being asked first: the cookie alone is not enough to write.
    headers['X-ScrapeGuard'] = '1';
    headers['Content-Type'] = 'application/json';
  }
  let response;
  try {
    response = await fetch(root + path, {
      method,
      headers,
      signal,
      credentials: 'same-origin',
      body: body && JSON.stringify(body),
    });
  } catch (error) {
    throw error.name === 'AbortError' ? error : new Problem(0);
  }
  const text = response.status === 204 ? '' : await response.text();
  const answer = parse(text);
  if (!response.ok) {
    if (response.status === 401 && !quiet) {
      dispatchEvent(new Event(SignedOut));
    }
    throw new Problem(response.status, answer);
  }
  return answer;
}

// A proxy's page of HTML is no answer of ours.
function parse(text) {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return undefined;
  }
}

/** `path?key=value` of what has a value. */
export function query(path, values) {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
}

export const get = (path, options) => request('GET', path, options);
export const post = (path, body, options) => request('POST', path, { ...options, body: body ?? {} });
export const remove = (path, options) => request('DELETE', path, options);
export const address = path => root + path;
