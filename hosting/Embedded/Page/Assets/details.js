// What is known of one resource beyond its row.
import { el, tone } from './dom.js';
import { getResource } from './api.js';
import { fullTime, healthOf, stateText, toneOf } from './describe.js';

export class DetailsView {
  #node; #asked = 0;

  constructor(node) {
    this.#node = node;
  }

  async show(resource) {
    const asked = ++this.#asked;
    try {
      const full = await getResource(resource.id);
      if (asked === this.#asked) this.#draw(full);
    } catch (error) {
      if (asked === this.#asked) this.#node.replaceChildren(el('p', {}, error.message));
    }
  }

  #draw(resource) {
    const top = this.#node.scrollTop;
    this.#node.replaceChildren(
      ...section('State', [
        ['State', tone(toneOf(resource), stateText(resource))],
        ['Health', health(resource)],
        ['Type', resource.type],
        ['Started', resource.startedAt && fullTime(resource.startedAt)],
        ['Stopped', resource.stoppedAt && fullTime(resource.stoppedAt)],
        ['Exit code', Number.isInteger(resource.exitCode) ? String(resource.exitCode) : null],
      ]),
      ...section('Health checks', resource.healthReports.map(report => [report.name, healthReport(report)])),
      ...section('Endpoints', resource.urls.map(url => [url.text || url.name || 'URL', url.url])),
      ...section('Properties', resource.properties.map(property => [property.name, value(property)])),
      ...section('Environment', resource.environment.map(variable => [variable.name, value(variable)], true)),
      ...section('Related', resource.relationships.map(related => [related.type, related.resource])),
      ...section('Mounts', resource.volumes.map(volume => [volume.target, `${volume.source ?? ''} (${volume.type}${volume.readOnly ? ', read-only' : ''})`])));
    this.#node.scrollTop = top;
  }
}

function section(title, entries) {
  const known = entries.filter(([, shown]) => shown !== null && shown !== undefined && shown !== '');
  if (!known.length) return [];
  return [el('h3', {}, title), el('dl', {}, ...known.flatMap(([name, shown]) => [el('dt', {}, name), el('dd', { class: typeof shown === 'string' ? 'mono' : null }, shown)]))];
}

function health(resource) {
  const facts = healthOf(resource);
  return facts && tone(facts.tone, facts.text);
}

function healthReport({ status, reason, lastRunAt }) {
  const kind = { Healthy: 'good', Degraded: 'warn', Unhealthy: 'bad' }[status] ?? 'busy';
  const text = [status ?? 'No answer yet', reason, lastRunAt && `at ${fullTime(lastRunAt)}`].filter(Boolean).join(' · ');
  return tone(kind, text);
}

function value(entry) {
  return entry.masked ? el('span', { class: 'masked', 'aria-label': 'Not shown: secret' }, '••••••') : entry.value;
}
