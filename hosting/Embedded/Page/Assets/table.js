// The table of resources: rows in order, one of them current, moved through by keys.
import { set } from './dom.js';
import { ResourceRow } from './row.js';

export class ResourceTable {
  #store; #body; #rows = new Map(); #listed = []; #current = null; #selected = null; #frame = 0; #onOpen; #onRendered;

  /** onOpen(resource) is called when a resource is chosen; onRendered(rowCount) after each change. */
  constructor(store, body, { onOpen, onRendered }) {
    this.#store = store;
    this.#body = body;
    this.#onOpen = onOpen;
    this.#onRendered = onRendered;
    body.addEventListener('keydown', event => this.#key(event));
    body.addEventListener('click', event => this.#click(event));
    body.addEventListener('focusin', event => this.#makeCurrent(event.target.closest('tr')?.dataset.key));
    setInterval(() => this.#rows.forEach(row => row.updateTime()), 5000);
  }

  /** Draws at the next frame, once for however many changes came before it. */
  changed() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#render();
    });
  }

  select(id) {
    this.#selected = id;
    if (id) this.#makeCurrent(id);
    this.#markSelected();
  }

  focusCurrent() {
    this.#rows.get(this.#current)?.node.focus();
  }

  #render() {
    const seen = this.#focusedInView();
    this.#listed = this.#store.rows();
    const keys = new Set(this.#listed.map(row => row.key));
    for (const [key, row] of this.#rows) {
      if (!keys.has(key)) {
        row.node.remove();
        this.#rows.delete(key);
      }
    }
    this.#listed.forEach((listed, index) => {
      let row = this.#rows.get(listed.key);
      if (!row) this.#rows.set(listed.key, row = new ResourceRow(listed.key, { onFold: key => this.#toggle(key) }));
      row.update(listed);
      if (this.#body.children[index] !== row.node) this.#body.insertBefore(row.node, this.#body.children[index] ?? null);
    });
    if (!keys.has(this.#current)) this.#makeCurrent(this.#listed[0]?.key ?? null);
    else this.#rows.get(this.#current).setCurrent(true);
    this.#markSelected();
    this.#onRendered(this.#listed.length);
    seen?.scrollIntoView({ block: 'nearest' });
  }

  /** The row with the focus, if it is on the screen: rows above it may grow, and must not push it away. */
  #focusedInView() {
    const row = this.#body.contains(document.activeElement) ? document.activeElement.closest('tr') : null;
    const place = row?.getBoundingClientRect();
    return place && place.bottom > 0 && place.top < innerHeight ? row : null;
  }

  #makeCurrent(key) {
    if (!key || key === this.#current) return;
    this.#rows.get(this.#current)?.setCurrent(false);
    this.#current = key;
    this.#rows.get(key)?.setCurrent(true);
  }

  #markSelected() {
    for (const [key, row] of this.#rows) set(row.node, 'aria-selected', key === this.#selected ? 'true' : 'false');
  }

  #toggle(key, expanded) {
    const listed = this.#listed.find(row => row.key === key);
    if (!listed?.children) return;
    this.#store.fold(key, !(expanded ?? !listed.expanded));
    this.#render();
  }

  #open(key) {
    const listed = this.#listed.find(row => row.key === key);
    if (listed?.resource) this.#onOpen(listed.resource);
    else this.#toggle(key);
  }

  #click(event) {
    const row = event.target.closest('tr');
    // A click on a link or button, or the end of marking text, is not a choice of the row.
    if (!row || event.target.closest('a, button') || !getSelection().isCollapsed) return;
    this.#open(row.dataset.key);
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = event.target.closest('tr');
    const onRow = event.target === row;
    const at = this.#listed.findIndex(listed => listed.key === row?.dataset.key);
    if (at < 0) return;
    const handled = {
      ArrowDown: () => this.#focus(at + 1),
      ArrowUp: () => this.#focus(at - 1),
      Home: () => this.#focus(0),
      End: () => this.#focus(this.#listed.length - 1),
      ArrowRight: () => this.#unfoldOrEnter(at),
      ArrowLeft: () => this.#foldOrLeave(at),
      Enter: onRow && (() => this.#open(row.dataset.key)),
      ' ': onRow && (() => this.#open(row.dataset.key)),
    }[event.key];
    if (!handled) return;
    event.preventDefault();
    handled();
  }

  #focus(index) {
    const listed = this.#listed[Math.max(0, Math.min(index, this.#listed.length - 1))];
    const node = this.#rows.get(listed.key).node;
    node.focus();
    node.scrollIntoView({ block: 'nearest' });
  }

  #unfoldOrEnter(at) {
    const { key, children, expanded } = this.#listed[at];
    if (!children) return;
    if (expanded) this.#focus(at + 1);
    else this.#toggle(key, true);
  }

  #foldOrLeave(at) {
    const { key, children, expanded, level } = this.#listed[at];
    if (children && expanded) return this.#toggle(key, false);
    const parent = this.#listed.findLastIndex((listed, index) => index < at && listed.level < level);
    if (parent >= 0) this.#focus(parent);
  }
}
