// Shows the lines of a log: follows the end, pauses, filters. Lines live in blocks that the browser skips while out of view.
import { el } from './dom.js';
import { clockTime, fullTime } from './describe.js';

const KEPT = 10_000;
const BLOCK = 100;
const LINE_HEIGHT = 18.75;
const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) ?/;
// Colours and cursor movements of terminals.
const CONTROL = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;
const BAD = /^(?:[\d.:,TZ+-]+ )*\s*(?:fail|crit|error|fatal|panic|e)\b\s*[:\[]|\b(?:ERROR|FATAL|PANIC):/i;
const WARN = /^(?:[\d.:,TZ+-]+ )*\s*(?:warn|warning|w)\b\s*[:\[]|\bWARNING:/i;

export class LogView {
  #node; #lines = []; #waiting = []; #frame = 0; #filter = ''; #shown = 0; #following = true; #top = 0; #onChange;

  /** onChange({ lines, shown, following }) is called after each change. */
  constructor(node, onChange) {
    this.#node = node;
    this.#onChange = onChange;
    node.addEventListener('scroll', () => this.#scrolled(), { passive: true });
  }

  get following() { return this.#following; }

  set following(following) {
    this.#following = following;
    if (following) this.#toEnd();
    this.#report();
  }

  set filter(text) {
    this.#filter = text.trim().toLowerCase();
    this.#redraw();
  }

  clear() {
    this.#lines = [];
    this.#waiting = [];
    this.#redraw();
  }

  /** Takes lines { text, error }; they are drawn at the next frame. */
  append(lines) {
    for (const line of lines) this.#waiting.push(parse(line));
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#frame = 0;
    const fresh = this.#waiting;
    this.#waiting = [];
    for (const line of fresh) this.#lines.push(line);
    this.#add(fresh);
    this.#forget(this.#lines.length - KEPT);
    if (this.#following) this.#toEnd();
    this.#report();
  }

  #add(lines) {
    let block = this.#node.lastElementChild;
    for (const line of lines) {
      if (!this.#matches(line)) continue;
      if (!block || block.childElementCount >= BLOCK) {
        this.#measure(block);
        this.#node.append(block = el('div', { class: 'block' }));
      }
      block.append(draw(line));
      this.#shown++;
    }
    this.#measure(block);
  }

  // What the browser takes for a block's height until it has seen it.
  #measure(block) {
    if (block) block.style.containIntrinsicHeight = `auto ${block.childElementCount * LINE_HEIGHT}px`;
  }

  // The oldest lines go; a reader further down keeps the place.
  #forget(surplus) {
    if (surplus <= 0) return;
    const gone = this.#lines.splice(0, surplus).filter(line => this.#matches(line)).length;
    const height = this.#following ? 0 : this.#node.scrollHeight;
    for (let left = gone; left > 0; left--) {
      const block = this.#node.firstElementChild;
      block.firstElementChild.remove();
      if (!block.childElementCount) block.remove();
      else if (left === 1) this.#measure(block);
    }
    this.#shown -= gone;
    if (!this.#following) this.#node.scrollTop -= height - this.#node.scrollHeight;
  }

  #redraw() {
    this.#node.replaceChildren();
    this.#shown = 0;
    this.#add(this.#lines);
    if (this.#following) this.#toEnd();
    this.#report();
  }

  #matches(line) {
    return this.#filter === '' || line.text.toLowerCase().includes(this.#filter);
  }

  #toEnd() {
    this.#node.scrollTop = this.#node.scrollHeight;
  }

  // Scrolling up pauses, scrolling down to the end follows again.
  #scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = this.#node;
    const up = scrollTop < this.#top;
    const atEnd = scrollTop + clientHeight >= scrollHeight - LINE_HEIGHT;
    this.#top = scrollTop;
    const following = up ? this.#following && atEnd : this.#following || atEnd;
    if (following === this.#following) return;
    this.#following = following;
    this.#report();
  }

  #report() {
    this.#onChange({ lines: this.#lines.length, shown: this.#shown, following: this.#following });
  }
}

function parse({ text, error }) {
  const plain = text.replace(CONTROL, '');
  const stamp = STAMP.exec(plain);
  const rest = stamp ? plain.slice(stamp[0].length) : plain;
  // Many programs write all their lines to standard error: only the level in a line makes it an error.
  const tone = BAD.test(rest) ? 'bad' : WARN.test(rest) ? 'warn' : error ? 'stderr' : null;
  return { text: rest, time: stamp?.[1] ?? null, tone };
}

function draw({ text, time, tone }) {
  return el('p', { 'data-tone': tone },
    time ? el('time', { datetime: time, title: fullTime(time) }, clockTime(time)) : null,
    el('span', {}, text));
}
