// One row of the table. It changes only the cells whose facts changed, so that focus and selections survive.
import { el, icon, set, setIcon, setText, tone } from './dom.js';
import { ago, fullTime, healthOf, kindIcon, stateText, toneOf } from './describe.js';
import { commandButtons } from './commands.js';

const cell = name => el('td', { role: 'gridcell', class: name });

export class ResourceRow {
  #shown = {};

  constructor(key, { onFold }) {
    this.key = key;
    this.foldIcon = icon('chevron');
    this.fold = el('button', { class: 'fold', type: 'button', tabindex: -1, onclick: event => { event.stopPropagation(); onFold(key); } }, this.foldIcon);
    this.space = el('span', { class: 'fold-space' });
    this.kind = icon('resource');
    this.kind.classList.add('kind');
    this.text = el('span', { class: 'text' });
    this.count = el('span', { class: 'count' });
    this.cells = Object.fromEntries(['name', 'type', 'state', 'health', 'urls', 'started', 'exit', 'actions'].map(name => [name, cell(name)]));
    this.cells.name.append(el('div', {}, this.fold, this.space, this.kind, this.text, this.count));
    this.node = el('tr', { role: 'row', tabindex: -1, 'data-key': key }, ...Object.values(this.cells));
  }

  update(row) {
    const { resource } = row;
    set(this.node, 'class', resource ? 'resource' : 'group');
    set(this.node, 'aria-level', row.level);
    set(this.node, 'aria-expanded', row.children ? String(row.expanded) : null);
    this.fold.hidden = !row.children;
    this.space.hidden = !!row.children;
    const title = resource ? (resource.displayName ?? resource.name) : row.title;
    set(this.fold, 'aria-label', `${row.expanded ? 'Fold' : 'Unfold'} ${title}`);
    setText(this.text, title);
    setText(this.count, row.children && !row.expanded ? String(row.children) : '');
    setIcon(this.kind, resource ? kindIcon(resource) : 'parameter');
    if (!resource) return;
    set(this.text, 'title', resource.source ?? null);
    setText(this.cells.type, resource.type ?? '');
    setText(this.cells.exit, Number.isInteger(resource.exitCode) ? String(resource.exitCode) : '');
    set(this.cells.exit, 'data-failed', resource.exitCode ? 'true' : null);
    this.#replace('state', [toneOf(resource), stateText(resource)], ([kind, text]) => [tone(kind, text)]);
    this.#updateHealth(resource);
    this.#replace('urls', resource.urls, urlList);
    this.#replace('actions', resource.commands, () => {
      const buttons = commandButtons(resource);
      return buttons.length ? [el('div', {}, ...buttons)] : [];
    });
    this.startedAt = resource.startedAt;
    this.updateTime();
  }

  /** Writes the time since the start anew. */
  updateTime() {
    const { started } = this.cells;
    setText(started, this.startedAt ? ago(this.startedAt) : '');
    set(started, 'title', this.startedAt ? fullTime(this.startedAt) : null);
  }

  /** Only the current row's links and buttons are reached by Tab. */
  setCurrent(current) {
    set(this.node, 'tabindex', current ? 0 : -1);
    for (const control of this.node.querySelectorAll('a, td.actions button')) set(control, 'tabindex', current ? 0 : -1);
  }

  #updateHealth(resource) {
    const health = healthOf(resource);
    const same = health?.tone === 'good' && toneOf(resource) === 'good';
    set(this.cells.health, 'data-same', same ? 'true' : null);
    this.#replace('health', health, facts => facts
      ? [tone(facts.tone, facts.text), ...(facts.reason ? [el('span', { class: 'reason', title: facts.reason }, facts.reason)] : [])]
      : []);
  }

  #replace(name, facts, build) {
    const print = JSON.stringify(facts) ?? '';
    if (this.#shown[name] === print) return;
    this.#shown[name] = print;
    const holder = this.cells[name];
    const focused = holder.contains(document.activeElement) ? document.activeElement.dataset.command : undefined;
    holder.replaceChildren(...build(facts));
    const current = this.node.tabIndex === 0;
    for (const control of holder.querySelectorAll('a, button')) set(control, 'tabindex', current ? 0 : -1);
    if (focused !== undefined) (holder.querySelector(`[data-command="${CSS.escape(focused)}"]:enabled`) ?? this.node).focus();
  }
}

function urlList(urls) {
  const shown = urls.filter(url => !url.internal);
  if (!shown.length) return [];
  return [el('ul', {}, ...shown.map(url => {
    const text = url.text || url.url.replace(/^https?:\/\//, '').replace(/\/$/, '');
    const label = el('span', url.inactive ? { class: 'inactive' } : {}, text);
    return el('li', { title: url.url }, !url.inactive && /^https?:/i.test(url.url)
      ? el('a', { href: url.url, target: '_blank', rel: 'noopener noreferrer' }, text)
      : label);
  }))];
}
