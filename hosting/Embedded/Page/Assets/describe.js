// What a resource's facts mean to a reader: tones, names of kinds, times.

const BUSY = new Set(['Starting', 'Building', 'Stopping', 'Waiting']);
const BAD = new Set(['FailedToStart', 'RuntimeUnhealthy']);
const STYLES = { success: 'good', info: 'busy', warning: 'warn', error: 'bad' };

/** The tone of a resource's state: good, busy, warn, bad, done or quiet. */
export function toneOf(resource) {
  const { state, exitCode } = resource;
  if (!state) return 'quiet';
  if (BAD.has(state)) return 'bad';
  if (BUSY.has(state)) return 'busy';
  if (state === 'Running' || state === 'Active') {
    if (resource.health === 'Unhealthy') return resource.healthReports.some(report => report.status) ? 'warn' : 'busy';
    return resource.health === 'Degraded' ? 'warn' : 'good';
  }
  if (state === 'Exited' || state === 'Finished') return exitCode ? 'bad' : 'done';
  return STYLES[resource.stateStyle] ?? 'quiet';
}

/** The bucket of the summary that a resource counts in. */
export function bucketOf(resource) {
  const tone = toneOf(resource);
  if (tone === 'good') return 'ready';
  if (tone === 'busy') return 'starting';
  // A warning about what does not run by design, for example an engine that is not available, is no problem.
  if (tone === 'bad' || (tone === 'warn' && resource.state === 'Running')) return 'problem';
  return 'idle';
}

/** A state as a person would write it. */
export function stateText(resource) {
  if (!resource.state) return 'Unknown';
  return resource.state
    .replace(/^FailedToStart$/, 'Failed to start')
    .replace(/^RuntimeUnhealthy$/, 'No container runtime')
    .replace(/^NotStarted$/, 'Not started');
}

/** Health in a word, a tone and the first reason that explains it. */
export function healthOf(resource) {
  const reports = resource.healthReports ?? [];
  if (!resource.health) return null;
  if (resource.health === 'Healthy') return { tone: 'good', text: 'Healthy', reason: '' };
  const worst = reports.find(report => report.status === 'Unhealthy')
    ?? reports.find(report => report.status === 'Degraded')
    ?? reports.find(report => !report.status);
  if (worst && !worst.status) return { tone: 'busy', text: 'Checking', reason: `${worst.name}: no answer yet` };
  return {
    tone: resource.health === 'Degraded' ? 'warn' : 'bad',
    text: resource.health,
    reason: worst ? [worst.name, worst.reason].filter(Boolean).join(': ') : '',
  };
}

/** The picture for a kind of resource. */
export function kindIcon(resource) {
  const type = resource.type ?? '';
  if (type === 'Parameter' || type === 'ExternalService') return 'parameter';
  if (type === 'Project') return 'project';
  if (resource.parent && /database/i.test(type)) return 'schema';
  if (/postgres|mongo|redis|dragonfly|milvus|chroma|neo4j|server|engine|database/i.test(type)) return 'database';
  if (type === 'Container') return 'container';
  if (type === 'Executable') return 'executable';
  return 'resource';
}

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** Date and time in the reader's zone. */
export const fullTime = iso => FULL.format(new Date(iso));

/** Hours, minutes and seconds in the reader's zone. */
export const clockTime = iso => CLOCK.format(new Date(iso));

/** How long ago something was, in the largest fitting unit. */
export function ago(iso, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000));
  if (seconds < 10) return 'just now';
  if (seconds < 60) return `${Math.floor(seconds / 10) * 10} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86400)} d ago`;
}
