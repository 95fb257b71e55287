// A jar is shown before it is deployed: what it calls itself, and its checksum.
import { bytes, h, message, say } from './dom.js';
import { known, post } from './server.js';

export function show(place) {
  place.append(h('h1', {}, 'Deploy'));
  if (!known.facts.deploys) {
    place.append(
      h('p', { class: 'soft' }, 'A jar in the folder deploy/ of the distribution is a plug-in at once; a jar that is taken out is gone.'),
      h(
        'div',
        { class: 'empty' },
        h('p', {}, 'This console does not take jars.'),
        h('p', {}, 'Start it with ', h('code', {}, 'fiducia web --allow-deploy'), ' to deploy from here.'),
      ),
    );
    return;
  }
  const told = h('div', { 'aria-live': 'polite' });
  const input = h('input', { type: 'file', accept: '.jar', id: 'jar', class: 'unseen', onchange: () => send(input.files[0]) });
  const zone = h(
    'div',
    {
      class: 'drop',
      ondragover: (event) => {
        event.preventDefault();
        zone.classList.add('over');
      },
      ondragleave: () => zone.classList.remove('over'),
      ondrop: (event) => {
        event.preventDefault();
        zone.classList.remove('over');
        send(event.dataTransfer.files[0]);
      },
    },
    h('p', {}, 'Drop the jar of a plug-in here.'),
    h('button', { type: 'button', onclick: () => input.click() }, 'Choose a jar'),
    input,
  );
  place.append(
    h('p', { class: 'soft' }, 'A plug-in runs with your rights. It is shown first, and deployed when you confirm it.'),
    zone,
    told,
  );
  input.tabIndex = -1;
  input.setAttribute('aria-label', 'Jar of a plug-in');

  async function send(file) {
    if (!file) {
      return;
    }
    told.replaceChildren(message('', `${file.name} is looked at …`));
    try {
      const jar = await post(`/api/deploy?name=${encodeURIComponent(file.name)}`, file);
      const facts = [
        ['File', jar.name],
        ['Bundle', jar.bundle],
        ['Version', jar.version || '0.0.0'],
        ['Title', jar.title],
        ['Size', bytes(jar.size)],
        ['SHA-256', h('code', {}, jar.sha256)],
      ];
      const deployIt = h('button', { type: 'button', class: 'first', id: 'confirm', onclick: () => confirm(jar) }, 'Deploy it');
      told.replaceChildren(
        h(
          'div',
          { class: 'panel', id: 'shown' },
          h('h2', {}, jar.replaces ? `Put ${jar.name} in the place of the one that is there?` : `Deploy ${jar.name}?`),
          h('dl', { class: 'shown' }, facts.filter(([, value]) => value).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
          h('div', { class: 'row' }, deployIt, h('button', { type: 'button', onclick: () => told.replaceChildren() }, 'Leave it')),
        ),
      );
      deployIt.focus();
    } catch (e) {
      told.replaceChildren(message('bad', e.message, e.remedy));
    }
    input.value = '';
  }

  async function confirm(jar) {
    try {
      await post('/api/deploy/confirm', { sha256: jar.sha256 });
      told.replaceChildren(
        message('good', `${jar.name} is in the folder deploy/.`),
        h('p', {}, h('a', { href: '#/plugins' }, 'See its plug-ins')),
      );
      say(`${jar.name} is deployed`);
    } catch (e) {
      told.replaceChildren(message('bad', e.message, e.remedy));
    }
  }
}
