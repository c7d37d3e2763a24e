// Short messages about what was asked for; read out by screen readers.
import { el, icon } from './dom.js';

const SHOWN = { good: 4000, bad: 12_000 };

/** Shows a message for some seconds; clicking it away is possible at once. */
export function toast(kind, text) {
  const node = el('div', { class: 'toast' },
    el('span', { class: 'tone', 'data-tone': kind }, icon(`tone-${kind}`)),
    el('span', {}, text));
  node.addEventListener('click', () => node.remove());
  document.getElementById('toasts').append(node);
  setTimeout(() => node.remove(), SHOWN[kind]);
}
