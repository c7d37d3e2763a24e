// Counts of resources by what a reader does about them; each count is a filter.
import { el, icon, set, setText } from './dom.js';

const BUCKETS = [
  ['all', null, 'All'],
  ['ready', 'good', 'Ready'],
  ['starting', 'busy', 'Starting'],
  ['problem', 'bad', 'Problems'],
  ['idle', 'quiet', 'Not running'],
];

export class Summary {
  #buttons = new Map();

  constructor(list, onChoose) {
    for (const [bucket, kind, text] of BUCKETS) {
      const count = el('b', {}, '0');
      const button = el('button', { type: 'button', 'aria-pressed': String(bucket === 'all'), 'data-tone': kind ?? 'all', class: kind ? 'tone' : null, onclick: () => onChoose(bucket) },
        kind ? icon(`tone-${kind}`) : null, el('span', {}, text), count);
      const item = el('li', {}, button);
      this.#buttons.set(bucket, { item, button, count });
      list.append(item);
    }
  }

  update(counts, chosen) {
    for (const [bucket, { item, button, count }] of this.#buttons) {
      setText(count, String(counts[bucket]));
      set(button, 'aria-pressed', String(bucket === chosen));
      item.hidden = bucket !== 'all' && bucket !== chosen && counts[bucket] === 0;
    }
  }
}
