/** Which case of the page is chosen; j and k move it, and the focus goes along. */
export class Selection {
  #items = [];
  #rows = [];
  #at = -1;
  #chosen;

  constructor(chosen) {
    this.#chosen = chosen;
  }

  get item() {
    return this.#items[this.#at];
  }

  /** A new page: the same case stays chosen if it is there. */
  take(items, body) {
    const before = this.item?.id;
    this.#items = items;
    this.#rows = [...body.rows];
    const again = items.findIndex(item => item.id === before);
    this.#at = -1;
    this.#set(again >= 0 ? again : items.length ? 0 : -1, false, false);
  }

  /** False at the edge of the page. */
  move(by) {
    const next = this.#at + by;
    if (next < 0 || next >= this.#items.length) {
      return false;
    }
    this.#set(next, true);
    return true;
  }

  /** After a turn of the page: its first or its last. */
  edge(by) {
    this.#set(by > 0 ? 0 : this.#items.length - 1, true);
  }

  choose(id) {
    this.#set(
      this.#items.findIndex(item => item.id === id),
      false,
    );
  }

  /** Told by the stream; false when the case is not on this page. */
  mark(id, state) {
    const at = this.#items.findIndex(item => item.id === id);
    if (at < 0) {
      return false;
    }
    if (this.#items[at].state !== state) {
      this.#items[at] = { ...this.#items[at], state };
      this.#rows[at]?.setState(state);
    }
    return true;
  }

  /** It was decided: it stays visible, marked, and the next one is chosen. */
  done(id) {
    this.#rows[this.#items.findIndex(item => item.id === id)]?.setState('sent');
    this.move(1);
  }

  #set(at, focus, byHand = true) {
    if (at === this.#at) {
      if (byHand) {
        this.#chosen(this.item, true);
      }
      return;
    }
    this.#rows[this.#at]?.removeAttribute('aria-current');
    this.#rows[this.#at]?.setAttribute('tabindex', '-1');
    this.#at = at;
    const row = this.#rows[at];
    if (row) {
      row.setAttribute('aria-current', 'true');
      row.setAttribute('tabindex', '0');
      if (focus) {
        row.focus({ preventScroll: true });
        row.scrollIntoView({ block: 'nearest' });
      }
    }
    this.#chosen(this.item, byHand);
  }
}
