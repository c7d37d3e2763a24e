// What is known of the resources, and the rows that a filter and the folding leave of them.
import { bucketOf } from './describe.js';

export const PARAMETERS = '\u0000parameters';

export class ResourceStore {
  #resources = new Map();
  #folded = new Set([PARAMETERS]);
  #filter = ''; #bucket = 'all'; #hidden = false;

  replace(resources) {
    this.#resources = new Map(resources.map(resource => [resource.id, resource]));
  }

  put(resource) {
    this.#resources.set(resource.id, resource);
  }

  get(id) {
    return this.#resources.get(id);
  }

  /** Finds by id or by name, as an address of the page names it. */
  find(name) {
    return this.#resources.get(name) ?? [...this.#resources.values()].find(resource => resource.name === name);
  }

  set filter(text) { this.#filter = text.trim().toLowerCase(); }
  set bucket(bucket) { this.#bucket = bucket; }
  get bucket() { return this.#bucket; }
  set showHidden(shown) { this.#hidden = shown; }
  get hasHidden() { return [...this.#resources.values()].some(resource => resource.hidden); }
  get size() { return this.#resources.size; }

  fold(key, folded) {
    if (folded) this.#folded.add(key);
    else this.#folded.delete(key);
  }

  /** How many resources are in each bucket; parameters and hidden ones do not count. */
  counts() {
    const counts = { all: 0, ready: 0, starting: 0, problem: 0, idle: 0 };
    for (const resource of this.#shown()) {
      if (resource.type === 'Parameter' && bucketOf(resource) !== 'problem') continue;
      counts.all++;
      counts[bucketOf(resource)]++;
    }
    return counts;
  }

  /** The rows to show, parents before their children: { key, resource, level, children, expanded } or a group. */
  rows() {
    const shown = this.#shown();
    const byParent = Map.groupBy(shown, resource => this.#parentKey(resource, shown));
    const matching = new Set(shown.filter(resource => this.#matches(resource)).map(resource => resource.id));
    const narrowed = this.#filter !== '' || this.#bucket !== 'all';
    const rows = [];

    const visit = (resource, level) => {
      const children = byParent.get(resource.name) ?? [];
      const expanded = narrowed || !this.#folded.has(resource.id);
      const below = [];
      if (children.length) {
        const from = rows.length;
        children.forEach(child => visit(child, level + 1));
        below.push(...rows.splice(from));
      }
      if (!matching.has(resource.id) && !below.length) return;
      rows.push({ key: resource.id, resource, level, children: below.length, expanded });
      if (expanded) rows.push(...below);
    };

    const roots = byParent.get(null) ?? [];
    roots.filter(resource => resource.type !== 'Parameter').forEach(resource => visit(resource, 1));
    const parameters = roots.filter(resource => resource.type === 'Parameter' && matching.has(resource.id));
    if (parameters.length) {
      const expanded = narrowed || !this.#folded.has(PARAMETERS);
      rows.push({ key: PARAMETERS, title: 'Parameters', level: 1, children: parameters.length, expanded });
      if (expanded) parameters.forEach(resource => visit(resource, 2));
    }
    return rows;
  }

  #shown() {
    return [...this.#resources.values()].filter(resource => this.#hidden || !resource.hidden);
  }

  #parentKey(resource, shown) {
    const { parent } = resource;
    return parent && parent !== resource.name && shown.some(other => other.name === parent) ? parent : null;
  }

  #matches(resource) {
    if (this.#bucket !== 'all' && bucketOf(resource) !== this.#bucket) return false;
    if (this.#filter === '') return true;
    const text = [resource.name, resource.id, resource.type, resource.state, resource.health, ...resource.urls.map(url => url.url)];
    return text.join(' ').toLowerCase().includes(this.#filter);
  }
}
