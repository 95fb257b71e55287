// The frame of the console: pages by the hash of the address, the state of the link, and what runs.
import { h, message } from './dom.js';
import { connect, get, hear, known } from './server.js';
import * as plugins from './plugins.js';
import * as card from './card.js';
import * as run from './run.js';
import * as results from './results.js';
import * as deploy from './deploy.js';

const PAGES = [
  ['plugins', 'Plug-ins', plugins],
  ['card', 'Card', card],
  ['run', 'Run', run],
  ['results', 'Results', results],
  ['deploy', 'Deploy', deploy],
];

const main = document.getElementById('main');
const link = document.getElementById('link');
let leave = () => {};
let current = '';

function pages(name) {
  const running = [...known.jobs.values()].filter((job) => job.state === 'running').length;
  document.getElementById('pages').replaceChildren(
    ...PAGES.map(([id, title]) =>
      h(
        'a',
        { href: `#/${id}`, 'aria-current': id === name && 'page' },
        title,
        id === 'run' && running > 0 && h('span', { class: 'count', 'aria-label': `${running} running` }, `${running} ▸`),
      ),
    ),
  );
}

async function show() {
  const [name, ...rest] = location.hash.replace(/^#\/?/, '').split('?');
  const [id, title, page] = PAGES.find(([known]) => known === name) ?? PAGES[0];
  const asked = new URLSearchParams(rest.join('?'));
  leave();
  leave = () => {};
  pages(id);
  document.title = `${title} – Fiducia`;
  const place = h('div');
  main.replaceChildren(place);
  if (current && current !== id) {
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  current = id;
  const turn = place;
  try {
    const ends = await page.show(place, asked);
    if (turn.isConnected) {
      leave = ends ?? (() => {});
    } else {
      ends?.();
    }
  } catch (e) {
    place.replaceChildren(message('bad', e.message, e.remedy));
  }
}

document.getElementById('skip').addEventListener('click', () => main.focus());
addEventListener('hashchange', show);
hear((what) => {
  if (what === 'open' || what === 'lost') {
    link.className = what === 'open' ? 'link' : 'link lost';
    link.textContent = what === 'open' ? 'connected' : 'the console does not answer';
  }
  if (what === 'job') {
    pages(current);
  }
});

try {
  known.facts = await get('/api/facts');
  connect();
  show();
} catch (e) {
  main.replaceChildren(message('bad', e.message, e.remedy));
}
