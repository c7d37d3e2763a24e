// Light, dark, or as the system has it; remembered by this browser.
import { icon } from './dom.js';

const NAMES = { auto: 'as the system', light: 'light', dark: 'dark' };
const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };

export function startTheme(button) {
  let chosen = localStorage.getItem('theme') ?? 'auto';
  const show = () => {
    if (chosen === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    button.replaceChildren(icon(chosen));
    button.setAttribute('aria-label', `Colours: ${NAMES[chosen]}`);
    button.title = `Colours: ${NAMES[chosen]}`;
  };
  button.addEventListener('click', () => {
    chosen = NEXT[chosen] ?? 'auto';
    localStorage.setItem('theme', chosen);
    show();
  });
  if (!(chosen in NAMES)) chosen = 'auto';
  show();
}
