// Ties the page together: one stream of resources feeds the store, the table and the pane show it.
import { setText } from './dom.js';
import { getApplication, resourcesStream } from './api.js';
import { Pane } from './pane.js';
import { ResourceStore } from './store.js';
import { ResourceTable } from './table.js';
import { Stream } from './stream.js';
import { Summary } from './summary.js';
import { startTheme } from './theme.js';

const byId = id => document.getElementById(id);
const store = new ResourceStore();
const pane = new Pane(byId('pane'), { onClose: closePane, onTab: tab => address(pane.resource, tab) });
const table = new ResourceTable(store, byId('rows'), { onOpen: openPane, onRendered: rendered });
const summary = new Summary(byId('summary'), bucket => {
  store.bucket = bucket === store.bucket ? 'all' : bucket;
  table.changed();
});
let loaded = false;

function rendered(rows) {
  summary.update(store.counts(), store.bucket);
  byId('hidden-toggle').hidden = !store.hasHidden;
  byId('table').hidden = rows === 0;
  byId('table-help').hidden = rows === 0;
  byId('empty').hidden = rows > 0 || !loaded;
  setText(byId('empty'), store.size ? 'No resource matches.' : 'This application has no resources.');
}

function openPane(resource, tab = 'log') {
  pane.open(resource, tab);
  table.select(resource.id);
  address(resource, tab);
  pane.focus();
}

function closePane() {
  pane.close();
  table.select(null);
  address(null);
  table.focusCurrent();
}

// The address names what is open, so that a reload and a link show the same.
function address(resource, tab) {
  history.replaceState(null, '', resource ? `#${encodeURIComponent(resource.id)}${tab === 'details' ? '/details' : ''}` : location.pathname);
}

function openAddress() {
  const [name, tab] = location.hash.slice(1).split('/');
  const resource = name && store.find(decodeURIComponent(name));
  if (!resource) return;
  pane.open(resource, tab === 'details' ? 'details' : 'log');
  table.select(resource.id);
}

const CONNECTION = { connecting: 'Connecting', live: 'Live', lost: 'Connection lost' };

async function connectionChanged(state) {
  byId('connection').dataset.state = state;
  setText(byId('connection').querySelector('.label'), CONNECTION[state]);
  const banner = byId('banner');
  if (state === 'live') banner.hidden = true;
  if (state !== 'lost') return;
  const error = await getApplication().then(() => null, problem => problem);
  if (byId('connection').dataset.state === 'live') return;
  setText(banner, error?.status === 401
    ? 'This login has ended. Open the link that the host printed when it started.'
    : 'The host does not answer: it has stopped, or is about to start again. The page reconnects by itself.');
  banner.hidden = false;
}

byId('filter').addEventListener('input', event => {
  store.filter = event.target.value;
  table.changed();
});
byId('show-hidden').addEventListener('change', event => {
  store.showHidden = event.target.checked;
  table.changed();
});
document.addEventListener('keydown', event => {
  const typing = event.target.closest('input, textarea');
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    byId('filter').focus();
  } else if (event.key === 'Escape' && !document.querySelector('dialog[open]')) {
    if (typing?.value) return;
    if (typing === byId('filter')) table.focusCurrent();
    else if (pane.resource) closePane();
  }
});
addEventListener('hashchange', openAddress);
startTheme(byId('theme'));

getApplication().then(application => {
  setText(byId('application'), application.name);
  document.title = `${application.name}: resources`;
}, () => {});

new Stream(resourcesStream, {
  snapshot: resources => {
    store.replace(resources);
    if (!loaded) {
      loaded = true;
      openAddress();
    }
    table.changed();
  },
  change: resource => {
    store.put(resource);
    pane.update(resource);
    table.changed();
  },
}, connectionChanged);
