// Every plug-in there is, as it comes and goes.
import { h, label, say } from './dom.js';
import { hear, known } from './server.js';

const COLUMNS = ['kind', 'id', 'title', 'bundle', 'version', 'state'];

const key = (row) => `${row.kind}/${row.id}/${row.bundle}`;
const broken = (row) => row.state !== 'active';
/** A jar that is not deployed has neither a kind nor an id. */
const named = (text) => (text === '?' ? 'not known' : text);

/** What a key is called for people. */
function name(of) {
  const [, id, bundle] = of.split('/');
  return id === '?' ? bundle : id;
}

export function show(place) {
  let seen = null;
  const count = h('p', { class: 'soft', role: 'status' });
  const filter = h('input', { type: 'search', placeholder: 'name, title, bundle …', id: 'filter', oninput: fill });
  const kinds = h('select', { id: 'kind', onchange: fill });
  const body = h('tbody');
  const table = h(
    'table',
    { class: 'plugins' },
    h('thead', {}, h('tr', {}, COLUMNS.map((column) => h('th', { scope: 'col' }, column)))),
    body,
  );
  place.append(
    h('h1', {}, 'Plug-ins'),
    count,
    h(
      'div',
      { class: 'row' },
      h('div', { class: 'field' }, h('label', { for: 'filter' }, 'Find'), filter),
      h('div', { class: 'field' }, h('label', { for: 'kind' }, 'Kind'), kinds),
    ),
    h('div', { class: 'table' }, table),
  );

  function options() {
    const names = [...new Set(known.plugins.map((row) => row.kind))];
    const chosen = kinds.value;
    kinds.replaceChildren(h('option', { value: '' }, 'all kinds'), ...names.map((one) => h('option', { value: one }, named(one))));
    kinds.value = names.includes(chosen) ? chosen : '';
  }

  function line(row) {
    const wrong = broken(row);
    const came = seen && !seen.has(key(row));
    return h(
      'tr',
      { class: [wrong && 'broken', came && 'came'].filter(Boolean).join(' '), data: { kind: row.kind, id: row.id } },
      h('td', { class: 'kind' }, named(row.kind)),
      h('td', { class: 'id' }, h('strong', {}, row.id === '?' ? row.bundle : row.id)),
      h('td', { class: 'title' }, label(row.label)),
      h('td', { class: 'bundle' }, row.bundle.replace(/^org\.fiducia\./, '')),
      h('td', { class: 'version' }, row.version.replace('.SNAPSHOT', '')),
      h('td', { class: 'state' }, h('span', { class: wrong ? 'dot bad' : 'dot' }, row.state)),
    );
  }

  function fill() {
    const wanted = filter.value.trim().toLowerCase();
    const rows = known.plugins.filter(
      (row) =>
        (!kinds.value || row.kind === kinds.value) &&
        (!wanted || COLUMNS.some((column) => String(row[column]).toLowerCase().includes(wanted))),
    );
    rows.sort((a, b) => broken(b) - broken(a)); // those that need a look first, the others in their order
    const wrong = known.plugins.filter(broken).length;
    count.textContent =
      known.plugins.length === 0
        ? 'The plug-ins are looked for …'
        : `${known.plugins.length} plug-ins` +
          (rows.length < known.plugins.length ? `, ${rows.length} shown` : '') +
          (wrong ? `, ${wrong} that cannot be used` : ', all of them active');
    body.replaceChildren(...rows.map(line));
  }

  function change() {
    options();
    fill();
    const now = new Set(known.plugins.map(key));
    if (seen) {
      const came = [...now].filter((k) => !seen.has(k)).map((k) => name(k));
      const gone = [...seen].filter((k) => !now.has(k)).map((k) => name(k));
      if (came.length || gone.length) {
        say([came.length && `new: ${came.join(', ')}`, gone.length && `gone: ${gone.join(', ')}`].filter(Boolean).join('; '));
      }
    }
    seen = now.size ? now : null;
  }
  change();
  return hear((what) => what === 'plugins' && change());
}
