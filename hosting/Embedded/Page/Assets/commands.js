// Buttons for a resource's commands, their confirmation and their outcome.
import { el, icon } from './dom.js';
import { postCommand } from './api.js';
import { toast } from './toast.js';

const ICONS = { 'start': 'start', 'stop': 'stop', 'restart': 'restart' };
const known = command => ICONS[command.name.replace(/^resource-/, '')];
const iconOf = command => known(command) ?? 'command';

/** The buttons of a row: what is used most as buttons, the rest in a menu. */
export function commandButtons(resource) {
  const commands = (resource.commands ?? []).filter(command => command.state !== 'Hidden');
  const direct = commands.filter(command => known(command) || command.highlighted);
  const rest = commands.filter(command => !direct.includes(command));
  const buttons = direct.map(command => el('button', {
    type: 'button', class: 'icon', 'data-command': command.name,
    'aria-label': `${command.displayName} ${resource.name}`,
    title: command.description || command.displayName,
    disabled: command.state === 'Disabled',
    onclick: event => { event.stopPropagation(); run(resource, command); },
  }, icon(iconOf(command))));
  if (rest.length) buttons.push(menuButton(resource, rest));
  return buttons;
}

/** Runs a command; asks first where the command wants it. */
export async function run(resource, command) {
  if (command.confirmation && !await confirmed(resource, command)) return;
  try {
    await postCommand(resource.id, command.name);
    toast('good', `${resource.name}: ${command.displayName} done.`);
  } catch (error) {
    toast('bad', `${resource.name}: ${command.displayName} failed. ${error.message}`);
  }
}

function confirmed(resource, command) {
  const answer = Promise.withResolvers();
  const dialog = el('dialog', { 'aria-labelledby': 'confirm-title', 'aria-describedby': 'confirm-text' },
    el('h2', { id: 'confirm-title' }, `${command.displayName}: ${resource.name}`),
    el('p', { id: 'confirm-text' }, command.confirmation),
    el('form', { method: 'dialog' },
      el('button', { value: 'cancel', autofocus: true }, 'Cancel'),
      el('button', { value: 'run', class: 'primary' }, command.displayName)));
  dialog.addEventListener('close', () => {
    dialog.remove();
    answer.resolve(dialog.returnValue === 'run');
  });
  document.body.append(dialog);
  dialog.showModal();
  return answer.promise;
}

function menuButton(resource, commands) {
  const button = el('button', {
    type: 'button', class: 'icon', 'data-command': '', 'aria-haspopup': 'menu', 'aria-expanded': 'false',
    'aria-label': `More commands of ${resource.name}`, title: 'More commands',
    onclick: event => { event.stopPropagation(); openMenu(button, resource, commands); },
  }, icon('more'));
  return button;
}

function openMenu(button, resource, commands) {
  const menu = el('div', { class: 'menu', role: 'menu', popover: 'auto', 'aria-label': `Commands of ${resource.name}` },
    ...commands.map(command => el('button', {
      type: 'button', role: 'menuitem', tabindex: -1, disabled: command.state === 'Disabled',
      onclick: () => { menu.hidePopover(); run(resource, command); },
    }, icon(iconOf(command)), el('span', {}, command.displayName, command.description ? el('small', {}, command.description) : null))));

  menu.addEventListener('toggle', event => {
    const open = event.newState === 'open';
    button.setAttribute('aria-expanded', String(open));
    if (!open) menu.remove();
  });
  menu.addEventListener('keydown', event => moveInMenu(menu, button, event));
  document.body.append(menu);
  menu.showPopover();
  place(menu, button.getBoundingClientRect());
  menu.querySelector('button:enabled')?.focus();
}

function place(menu, anchor) {
  const { width, height } = menu.getBoundingClientRect();
  const below = anchor.bottom + 4 + height <= innerHeight;
  menu.style.left = `${Math.max(8, Math.min(anchor.right - width, innerWidth - width - 8))}px`;
  menu.style.top = `${below ? anchor.bottom + 4 : Math.max(8, anchor.top - 4 - height)}px`;
}

function moveInMenu(menu, button, event) {
  const items = [...menu.querySelectorAll('button:enabled')];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  event.stopPropagation();
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    menu.hidePopover();
    button.focus();
  } else if (to !== undefined && items.length) {
    event.preventDefault();
    items[(to + items.length) % items.length].focus();
  }
}
