// Addresses such as #/account?name=mallory: deep links work from static files, and the server never sees a name.
const routes = new Map();

/** `page.show(root, {params, signal, go})` draws; `page.title(params)` names it. */
export const route = (path, page) => routes.set(path, page);

export function current() {
  const [path, search = ''] = location.hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const known = routes.has(path) ? path : '';
  return {
    path: known,
    page: routes.get(known),
    params: Object.fromEntries(new URLSearchParams(search)),
    missing: path !== known ? path : null,
  };
}

/** The address of a page. */
export function href(path, params = {}) {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return `#/${path}${given.length ? `?${new URLSearchParams(given)}` : ''}`;
}

export const accountHref = account => href('account', { name: account });
export const campaignHref = id => href('campaign', { id });

/** Goes there; `replace` leaves no step in the history. */
export function go(path, params, { replace = false } = {}) {
  const wanted = href(path, params);
  if (replace) {
    history.replaceState(null, '', wanted);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.hash = wanted;
  }
}
