// A server-sent event stream that comes back: after errors with growing pauses, and after the page was out of sight,
// because browsers allow only six connections to one host.

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8000;
const OUT_OF_SIGHT = 60_000;

export class Stream {
  #url; #events; #onState; #source = null; #timer = 0; #sightTimer = 0; #pause = FIRST_PAUSE; #closed = false;
  #onVisibility = () => this.#visibilityChanged();

  /** events: name → function(data); onState: function('connecting' | 'live' | 'lost'). */
  constructor(url, events, onState = () => {}) {
    this.#url = url;
    this.#events = events;
    this.#onState = onState;
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.#open();
  }

  close() {
    this.#closed = true;
    document.removeEventListener('visibilitychange', this.#onVisibility);
    clearTimeout(this.#sightTimer);
    this.#drop();
  }

  #open() {
    this.#onState('connecting');
    const source = this.#source = new EventSource(this.#url);
    source.addEventListener('open', () => {
      this.#pause = FIRST_PAUSE;
      this.#onState('live');
      this.#events.open?.();
    });
    source.addEventListener('error', () => this.#retry());
    for (const [name, handle] of Object.entries(this.#events)) {
      if (name !== 'open') source.addEventListener(name, event => handle(JSON.parse(event.data)));
    }
  }

  #drop() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #retry() {
    this.#drop();
    if (this.#closed) return;
    this.#onState('lost');
    this.#timer = setTimeout(() => this.#open(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  #visibilityChanged() {
    clearTimeout(this.#sightTimer);
    if (document.hidden) this.#sightTimer = setTimeout(() => this.#drop(), OUT_OF_SIGHT);
    else if (!this.#source) {
      clearTimeout(this.#timer);
      this.#open();
    }
  }
}
