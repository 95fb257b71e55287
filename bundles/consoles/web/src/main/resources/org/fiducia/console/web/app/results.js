// Results: what there is, drawn, beside another one, and as files.
import { brief, bytes, h, label, message } from './dom.js';
import { get, hear, known, post } from './server.js';
import { spectrum } from './spectrum.js';
import { distribution } from './distribution.js';

/** Rows that are shown at once. */
const FIRST = 12;

const PICTURE = /\.svg$/;

const address = (path) => path.split('/').map(encodeURIComponent).join('/');
const link = (path, other) => `#/results?at=${encodeURIComponent(path)}${other ? `&with=${encodeURIComponent(other)}` : ''}`;
const when = (time) => new Date(time).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });

export async function show(place, asked) {
  const list = h('nav', { 'aria-label': 'Results', class: 'stick' });
  const view = h('div');
  place.append(h('h1', {}, 'Results'), h('div', { class: 'two' }, list, view));
  let all = [];
  let ends = [];
  let path = '';

  async function fetchList() {
    all = await get('/api/results');
    const at = asked.get('at') ?? '';
    const found =
      all.find((one) => one.path === at) ??
      all.find((one) => one.path.startsWith(`${at}/`) && one.observable) ??
      all.find((one) => one.path.startsWith(`${at}/`)) ??
      (at ? undefined : (newest(all.filter((one) => one.observable)) ?? newest(all)));
    path = found?.path ?? at;
    fill();
    return found;
  }

  function fill() {
    const groups = new Map();
    for (const one of all) {
      const cut = one.path.lastIndexOf('/');
      const group = cut < 0 ? (one.observable ? '' : one.path) : one.path.slice(0, cut);
      groups.set(group, [...(groups.get(group) ?? []), one]);
    }
    list.replaceChildren(
      ...[...groups].sort(([, a], [, b]) => newest(b).modified - newest(a).modified).map(([name, members]) => [
        name !== '' && h('p', { class: 'group' }, name),
        h(
          'ul',
          { class: 'tree' },
          members.map((one) =>
            h(
              'li',
              {},
              h(
                'a',
                { href: link(one.path), 'aria-current': one.path === path && 'true', data: { path: one.path } },
                h('span', {}, one.path === name ? 'overview' : one.path.slice(one.path.lastIndexOf('/') + 1)),
                h('small', {}, when(one.modified)),
              ),
            ),
          ),
        ),
      ]).flat().filter(Boolean),
    );
  }

  const found = await fetchList();
  if (!found) {
    view.append(
      h(
        'div',
        { class: 'empty' },
        h('p', {}, path ? `There is nothing at ${path}.` : 'There are no results yet.'),
        h('p', {}, `They are looked for in ${known.facts.results}. `, h('a', { href: '#/run' }, 'Run something')),
      ),
    );
  } else {
    ends = await shown(view, found, all, asked.get('with') ?? '');
  }
  const silent = hear((what) => what === 'job' && [...known.jobs.values()].some((job) => job.ended && Date.now() - job.ended < 3000) && fetchList());
  return () => {
    silent();
    ends.forEach((end) => end());
  };
}

const newest = (all) => all.reduce((best, one) => (!best || one.modified > best.modified ? one : best), undefined);

/** A folder of results; what ends what was drawn. */
async function shown(view, folder, all, other) {
  const ends = [];
  const archive = h('a', { class: 'button', href: `/archive/${address(folder.path)}.zip`, download: '' }, 'Download all');
  const page = folder.files.find((file) => /^(report|compare|index|validation)\.html$/.test(file.name)) ?? folder.files.find((file) => file.name.endsWith('.html'));
  const open = page && h('a', { class: 'button', href: `/results/${address(`${folder.path}/${page.name}`)}`, target: '_blank', rel: 'noopener' }, 'Open the report');
  if (!folder.observable) {
    view.append(h('h2', { class: 'first' }, folder.path || 'Overview'), h('div', { class: 'row' }, open, archive));
    return files(view, folder, ends);
  }
  let told;
  try {
    told = await get(`/api/result?path=${encodeURIComponent(folder.path)}`);
  } catch (e) {
    view.append(message('bad', e.message, e.remedy));
    return files(view, folder, ends);
  }
  const { result } = told;
  const choices = all.filter((one) => one.observable && one.path !== folder.path).sort((a, b) => (b.observable === folder.observable) - (a.observable === folder.observable));
  const select = h(
    'select',
    { id: 'with', onchange: () => (location.hash = link(folder.path, select.value)) },
    h('option', { value: '' }, 'nothing'),
    choices.map((one) => h('option', { value: one.path }, one.path)),
  );
  select.value = choices.some((one) => one.path === other) ? other : '';
  const p = result.pValueSm;
  view.append(
    h('div', { class: 'row spread' }, h('h2', { class: 'first' }, label(folder.label), ' ', h('span', { class: 'soft' }, folder.path)), h('div', { class: 'row' }, open, archive)),
    h(
      'dl',
      { class: 'facts' },
      [
        ['data', result.label ? `${result.data}, ${result.label}` : result.data],
        ['luminosity', `${brief(result.luminosity)} fb⁻¹`],
        ['energy', `${brief(result.energyTeV)} TeV`],
        ['events', brief(result.events, 6)],
        ['all bins', `${brief(result.inclusive.sigma)} ${errors(result.inclusive.total)} fb`],
        ['p-value of the Standard Model', brief(p, 3)],
        ['fit', result.status],
      ].map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    ),
    h('div', { class: 'row' }, h('label', { for: 'with' }, 'Beside it'), select),
  );
  let beside = null;
  if (select.value) {
    try {
      beside = { ...(await get(`/api/result?path=${encodeURIComponent(select.value)}`)), path: select.value };
    } catch (e) {
      view.append(message('bad', e.message, e.remedy));
    }
  }
  const comparable = beside && beside.result.bins.length === result.bins.length && beside.result.bins.every((bin, k) => bin.label === result.bins[k].label);
  if (beside && !comparable) {
    view.append(message('warn', 'The bins differ, so that only the numbers are compared.'));
  }
  ends.push(spectrum(view, { ...told, path: folder.path }, comparable ? beside : null));
  if (beside) {
    await moved(view, select.value, folder.path);
  }
  if (result.spectrum) {
    ends.push(distribution(view, told));
  }
  table(view, told);
  return files(view, folder, ends);
}

const errors = (range) => `+${brief(range.up, 3)} −${brief(range.down, 3)}`;

/** Every number that moved, as `compare` finds it. */
async function moved(view, before, now) {
  const place = h('section', { id: 'compared' }, h('h2', {}, 'What moved'), h('p', { class: 'soft' }, 'The results are compared …'));
  view.append(place);
  try {
    const told = await post('/api/compare', { old: before, new: now });
    const rows = told.moved.slice(0, 200);
    const line = (row) =>
      h(
        'tr',
        {},
        h('td', { class: 'where' }, row.where.join(' › ')),
        h('td', { class: 'right' }, value(row.old)),
        h('td', { class: 'right' }, value(row.new)),
        h('td', { class: 'right' }, row.relative === null ? '–' : `${brief(100 * row.relative, 3)} %`),
        h('td', { class: 'right' }, row.sigmas === null || row.sigmas === undefined ? '–' : brief(row.sigmas, 3)),
      );
    const body = h('tbody', {}, rows.slice(0, FIRST).map(line));
    const more = h('button', {
      type: 'button',
      onclick: () => {
        body.append(...rows.slice(FIRST).map(line));
        more.remove();
      },
    }, `${rows.length - FIRST} more`);
    place.replaceChildren(
      h('h2', {}, 'What moved'),
      message(
        told.same ? 'good' : 'warn',
        told.same ? `None of ${told.compared} numbers moved.` : `${told.moved.length} of ${told.compared} numbers moved from ${before} to ${now}.`,
      ),
      rows.length > 0 &&
        h(
          'div',
          { class: 'table' },
          h(
            'table',
            { class: 'moved' },
            h('thead', {}, h('tr', {}, ['number', 'before', 'now', 'change', 'σ'].map((name, k) => h('th', { scope: 'col', class: k > 0 && 'right' }, name)))),
            body,
          ),
        ),
      rows.length > FIRST ? more : '',
      told.moved.length > rows.length ? h('p', { class: 'note' }, `${told.moved.length - rows.length} beyond: fiducia compare ${before} ${now} --most 0`) : '',
    );
  } catch (e) {
    place.replaceChildren(h('h2', {}, 'What moved'), message('bad', e.message, e.remedy));
  }
}

const value = (one) => (typeof one === 'number' ? brief(one, 5) : String(one));

function table(view, { result, labels }) {
  view.append(
    h('h2', {}, 'Cross sections, fb'),
    h(
      'div',
      { class: 'table' },
      h(
        'table',
        { id: 'bins' },
        h('thead', {}, h('tr', {}, ['bin', 'σ', 'stat.', 'syst.', 'Standard Model', 'ratio'].map((name, k) => h('th', { scope: 'col', class: k > 0 && 'right' }, name)))),
        h(
          'tbody',
          {},
          result.bins.map((bin) =>
            h(
              'tr',
              {},
              h('td', {}, label(labels[bin.label])),
              h('td', { class: 'right' }, brief(bin.sigma)),
              h('td', { class: 'right' }, errors(bin.stat)),
              h('td', { class: 'right' }, errors(bin.syst)),
              h('td', { class: 'right' }, `${brief(bin.sm)} ${errors(bin.theory)}`),
              h('td', { class: 'right' }, brief(bin.sigma / bin.sm, 3)),
            ),
          ),
        ),
      ),
    ),
  );
}

/** Pictures and files of a folder. */
function files(view, folder, ends) {
  const pictures = folder.files.filter((file) => PICTURE.test(file.name));
  const at = (name) => `/results/${address(folder.path ? `${folder.path}/${name}` : name)}`;
  if (pictures.length) {
    view.append(
      h('h2', {}, 'Pictures'),
      h(
        'div',
        { class: 'pictures' },
        pictures.map((file) => {
          const name = file.name.replace(PICTURE, '');
          return h(
            'figure',
            {},
            h('a', { href: at(file.name), target: '_blank', rel: 'noopener' }, h('img', { src: at(file.name), alt: name, loading: 'lazy' })),
            h('figcaption', {}, name),
          );
        }),
      ),
    );
  }
  view.append(
    h('h2', {}, 'Files'),
    h(
      'ul',
      { class: 'files' },
      folder.files.map((file) => h('li', {}, h('a', { href: `${at(file.name)}?download`, download: file.name }, file.name), h('small', {}, bytes(file.size)))),
    ),
  );
  return ends;
}
