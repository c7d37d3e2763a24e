// The pane below the table: the chosen resource's log and details.
import { el, icon, set, setText } from './dom.js';
import { logStream } from './api.js';
import { LogView } from './log-view.js';
import { DetailsView } from './details.js';
import { Stream } from './stream.js';

const STEP = 24;

export class Pane {
  #node; #onClose; #onTab; #resource = null; #stream = null; #log; #details; #tab = 'log'; #ended = false;

  constructor(node, { onClose, onTab }) {
    this.#node = node;
    this.#onClose = onClose;
    this.#onTab = onTab;
    this.#build();
    const height = Number(localStorage.getItem('pane'));
    if (height) this.#resize(height);
  }

  get resource() { return this.#resource; }

  /** Shows a resource; tab is 'log' or 'details'. */
  open(resource, tab = this.#tab) {
    const other = this.#resource?.id !== resource.id;
    this.#resource = resource;
    this.#node.hidden = false;
    setText(this.title, resource.displayName ?? resource.name);
    this.#show(tab);
    if (other) this.#follow(resource);
    this.#details.show(resource);
  }

  /** Takes new facts of the shown resource. */
  update(resource) {
    if (this.#resource?.id !== resource.id) return;
    this.#resource = resource;
    if (this.#tab === 'details') this.#details.show(resource);
  }

  close() {
    this.#stream?.close();
    this.#stream = null;
    this.#resource = null;
    this.#node.hidden = true;
  }

  focus() {
    (this.#tab === 'log' ? this.logNode : this.detailsNode).focus();
  }

  #follow(resource) {
    this.#stream?.close();
    this.#ended = false;
    this.#log.clear();
    this.#log.following = true;
    this.#stream = new Stream(logStream(resource.id), {
      open: () => this.#log.clear(),
      lines: lines => this.#log.append(lines),
    });
  }

  #show(tab) {
    this.#tab = tab;
    for (const [name, button] of Object.entries(this.tabs)) {
      set(button, 'aria-selected', String(name === tab));
      set(button, 'tabindex', name === tab ? 0 : -1);
    }
    this.logPanel.hidden = this.logTools.hidden = tab !== 'log';
    this.detailsPanel.hidden = tab !== 'details';
    if (tab === 'log' && this.#log.following) this.#log.following = true;
    if (tab === 'details' && this.#resource) this.#details.show(this.#resource);
  }

  #build() {
    const tab = (name, text) => el('button', {
      type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': `panel-${name}`,
      onclick: () => this.#choose(name), onkeydown: event => this.#tabKey(event, name),
    }, text);
    this.tabs = { log: tab('log', 'Log'), details: tab('details', 'Details') };
    this.title = el('h2', { id: 'pane-title' });
    this.filter = el('input', { type: 'search', placeholder: 'Filter lines', autocomplete: 'off', spellcheck: 'false', oninput: () => { this.#log.filter = this.filter.value; } });
    this.followIcon = el('span', { class: 'tone' });
    this.followButton = el('button', { type: 'button', 'aria-pressed': 'true', onclick: () => { this.#log.following = !this.#log.following; } }, icon('bottom'), 'Follow');
    this.wrapButton = el('button', { type: 'button', class: 'icon', 'aria-pressed': 'false', 'aria-label': 'Wrap long lines', title: 'Wrap long lines', onclick: () => this.#wrap() }, icon('wrap'));
    this.lineCount = el('span', { class: 'log-count' });
    this.logTools = el('div', { class: 'log-tools' }, this.lineCount,
      el('label', { class: 'search' }, icon('search'), el('span', { class: 'unseen' }, 'Filter lines'), this.filter),
      this.wrapButton, this.followButton);
    this.logNode = el('div', { class: 'log', role: 'log', tabindex: 0, 'aria-live': 'off', 'aria-label': 'Log lines' });
    this.logEmpty = el('p', { class: 'log-empty' }, 'Nothing logged yet.');
    this.resume = el('button', { type: 'button', class: 'resume primary', hidden: true, onclick: () => { this.#log.following = true; } }, icon('bottom'), 'Newest lines');
    this.detailsNode = el('div', { class: 'details', tabindex: 0, role: 'region', 'aria-label': 'Details' });
    this.logPanel = el('div', { role: 'tabpanel', id: 'panel-log', 'aria-labelledby': 'tab-log' }, this.logEmpty, this.logNode, this.resume);
    this.detailsPanel = el('div', { role: 'tabpanel', id: 'panel-details', 'aria-labelledby': 'tab-details' }, this.detailsNode);
    this.#node.append(this.#grip(),
      el('header', {}, this.title, el('div', { class: 'tabs', role: 'tablist', 'aria-label': 'What to show' }, ...Object.values(this.tabs)),
        el('span', { class: 'space' }), this.logTools,
        el('button', { type: 'button', class: 'icon close', 'aria-label': 'Close', title: 'Close (Esc)', onclick: () => this.#onClose() }, icon('close'))),
      el('div', { class: 'body' }, this.logPanel, this.detailsPanel));
    this.#log = new LogView(this.logNode, state => this.#logChanged(state));
    this.#details = new DetailsView(this.detailsNode);
  }

  #logChanged({ lines, shown, following }) {
    set(this.followButton, 'aria-pressed', String(following));
    this.resume.hidden = following || !shown;
    this.logEmpty.hidden = shown > 0;
    setText(this.logEmpty, lines ? 'No line contains this text.' : 'Nothing logged yet.');
    const total = lines.toLocaleString();
    setText(this.lineCount, shown === lines ? `${total} lines` : `${shown.toLocaleString()} of ${total} lines`);
  }

  #choose(name) {
    this.#show(name);
    this.#onTab(name);
  }

  #tabKey(event, name) {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const other = name === 'log' ? 'details' : 'log';
    this.#choose(other);
    this.tabs[other].focus();
  }

  #wrap() {
    const wrapped = this.logNode.classList.toggle('wrapped');
    set(this.wrapButton, 'aria-pressed', String(wrapped));
    if (this.#log.following) this.#log.following = true;
  }

  #grip() {
    this.grip = el('div', {
      class: 'grip', role: 'separator', tabindex: 0, 'aria-orientation': 'horizontal', 'aria-label': 'Height of the pane',
      'aria-valuemin': 160, 'aria-valuemax': 2000, 'aria-valuenow': 400,
      onpointerdown: event => this.grip.setPointerCapture(event.pointerId),
      onpointermove: event => {
        if (this.grip.hasPointerCapture(event.pointerId)) this.#resize(innerHeight - event.clientY);
      },
      onkeydown: event => {
        const step = { ArrowUp: STEP, ArrowDown: -STEP }[event.key];
        if (!step) return;
        event.preventDefault();
        this.#resize(this.#node.offsetHeight + step);
      },
    });
    return this.grip;
  }

  #resize(height) {
    const kept = Math.round(Math.max(160, Math.min(height, innerHeight - 170)));
    this.#node.style.setProperty('--pane-height', `${kept}px`);
    set(this.grip, 'aria-valuenow', kept);
    localStorage.setItem('pane', kept);
    if (this.#log?.following) this.#log.following = true;
  }
}
