import { get, post, remove } from './api.js';

/** Who is signed in: `{name, role, expires}`, or null. */
export let session = null;

/** An analyst may act; a viewer may look. */
export const mayAct = () => session?.role === 'analyst' || session?.role === 'admin';
export const isAdmin = () => session?.role === 'admin';

/** Asks the server who we are; null when nobody. */
export async function resume() {
  try {
    session = await get('session', { quiet: true });
  } catch (problem) {
    session = null;
    if (problem.status !== 401) {
      throw problem;
    }
  }
  return session;
}

/** With `{code}` of a one-time link, or `{apiKey}`. */
export async function signIn(proof) {
  session = await post('session', proof, { quiet: true });
  return session;
}

/** The server says that it is over. */
export const dropSession = () => {
  session = null;
};

export async function signOut() {
  try {
    await remove('session', { quiet: true });
  } finally {
    session = null;
  }
}
