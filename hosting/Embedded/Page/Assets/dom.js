// Small builders of elements. Text is always set as text, never parsed as HTML.

/** Creates an element; properties starting with "on" are listeners, null and false leave an attribute out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else set(node, name, value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

/** Sets or removes an attribute, and leaves the document alone when nothing changes. */
export function set(node, name, value) {
  if (value === null || value === undefined || value === false) {
    if (node.hasAttribute(name)) node.removeAttribute(name);
    return;
  }
  const text = value === true ? '' : String(value);
  if (node.getAttribute(name) !== text) node.setAttribute(name, text);
}

/** Sets an element's text when it differs. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A decorative picture of the sprite. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const use = document.createElementNS(SVG, 'use');
  svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `/assets/sprite.svg#${name}`);
  svg.append(use);
  return svg;
}

/** Swaps the picture of an icon made by icon(). */
export function setIcon(svg, name) {
  set(svg.firstElementChild, 'href', `/assets/sprite.svg#${name}`);
}

/** A status: a shape, a colour and a text, so that none of them is needed alone. */
export function tone(kind, text) {
  return el('span', { class: 'tone', 'data-tone': kind }, icon(`tone-${kind}`), el('span', {}, text));
}
