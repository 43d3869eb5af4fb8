// Gathers what the stream brings and hands it on once a frame, so that 500 decisions a second cost one redraw. All of
// it is bounded: a page in the background draws no frames and must not grow meanwhile.
const MaxDecisions = 200;
const MaxChanged = 1000;

const empty = () => ({
  overview: null,
  decisions: [],
  decisionCount: 0,
  cases: new Map(),
  campaigns: new Map(),
  audit: [],
  missed: 0,
  overflow: false,
});

export class FrameGatherer {
  #pending = empty();
  #asked = false;
  #deliver;

  constructor(deliver) {
    this.#deliver = deliver;
  }

  add(type, data) {
    const pending = this.#pending;
    switch (type) {
      case 'overview':
        pending.overview = data;
        break;
      case 'decision':
        pending.decisionCount++;
        pending.decisions.push(data);
        if (pending.decisions.length > 2 * MaxDecisions) {
          pending.decisions.splice(0, MaxDecisions);
        }
        break;
      case 'case':
        this.#change(pending.cases, data);
        break;
      case 'campaign':
        this.#change(pending.campaigns, data);
        break;
      case 'audit':
        pending.audit.push(data);
        if (pending.audit.length > MaxDecisions) {
          pending.audit.shift();
        }
        break;
      case 'missed':
        pending.missed += data.count ?? 1;
        break;
    }
    if (!this.#asked) {
      this.#asked = true;
      requestAnimationFrame(() => this.#flush());
    }
  }

  #change(map, item) {
    if (map.size < MaxChanged || map.has(item.id)) {
      map.set(item.id, item);
    } else {
      this.#pending.overflow = true; // Too much to name: readers look at their lists again.
    }
  }

  #flush() {
    const frame = this.#pending;
    this.#pending = empty();
    this.#asked = false;
    this.#deliver(frame);
  }
}
