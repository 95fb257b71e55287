// Verbs as jobs: what they work on and what is asked of them is chosen, and where they stand is seen.
import { h, label, message, say } from './dom.js';
import { get, hear, known, post, Refusal } from './server.js';
import { changes, choice, named } from './choice.js';

const MOST = 2;

export async function show(place, asked) {
  const [forms, results] = await Promise.all([get('/api/verbs'), get('/api/results')]);
  const taken = new Set(results.map((result) => result.path.split('/')[0]));
  const form = h('form', { class: 'panel form', onsubmit: start });
  const jobs = h('div', { id: 'jobs' });
  place.append(
    h('h1', {}, 'Run'),
    h('div', { class: 'two' }, form, h('section', { 'aria-label': 'Jobs' }, jobs)),
  );
  if (forms.length === 0) {
    form.replaceChildren(message('warn', 'None of the verbs that run from here is installed.'));
    return () => {};
  }

  let verb = forms.find((one) => one.verb === asked.get('verb')) ?? forms[0];
  const ids = new Set();
  const told = h('div');
  const button = h('button', { type: 'submit', class: 'first', id: 'start' }, 'Start');
  const folder = h('input', { id: 'folder', required: true, pattern: '[A-Za-z0-9][A-Za-z0-9_.+\\-]*', spellcheck: 'false' });

  function observables() {
    return known.plugins.filter((row) => (row.kind === 'observables' || row.kind === 'classifications') && row.state === 'active');
  }

  /** Observables to choose from: one, or some. */
  function chips() {
    const one = verb.takes === 'observable';
    const box = h('div', { class: 'chips' });
    const fill = () => {
      const wanted = find.value.trim().toLowerCase();
      box.replaceChildren(
        ...observables()
          .filter((row) => !wanted || `${row.id} ${row.title}`.toLowerCase().includes(wanted))
          .map((row) =>
            h(
              'button',
              {
                type: 'button',
                'aria-pressed': String(ids.has(row.id)),
                title: row.id,
                data: { id: row.id },
                onclick: () => {
                  const had = ids.has(row.id);
                  if (one) {
                    ids.clear();
                  }
                  if (had) {
                    ids.delete(row.id);
                  } else {
                    ids.add(row.id);
                  }
                  for (const chip of box.children) {
                    chip.setAttribute('aria-pressed', String(ids.has(chip.dataset.id)));
                  }
                  chosen.textContent = ids.size ? [...ids].join(', ') : 'none chosen';
                },
              },
              row.id,
            ),
          ),
      );
    };
    const find = h('input', { type: 'search', placeholder: 'find …', 'aria-label': 'Find an observable', oninput: fill });
    const chosen = h('p', { class: 'note', role: 'status' }, ids.size ? [...ids].join(', ') : 'none chosen');
    fill();
    return h('fieldset', { class: 'field' }, h('legend', {}, one ? 'Observable' : 'Observables'), find, box, chosen);
  }

  function files() {
    const list = h('datalist', { id: 'models' }, verb.files.map((name) => h('option', { value: name })));
    return h(
      'div',
      { class: 'field' },
      h('label', { for: 'file' }, 'Model'),
      h('input', { id: 'file', list: 'models', required: true, placeholder: 'file below the folder of the call', spellcheck: 'false' }),
      list,
      h('p', { class: 'note' }, `HS3, pyhf, Combine datacard or combination card in ${known.facts.directory}`),
    );
  }

  function option(one) {
    const id = `option${one.option}`;
    if (one.kind === 'FLAG' || one.kind === 'ALL') {
      return h(
        'label',
        { class: 'check' },
        h('input', { type: 'checkbox', data: { option: one.option } }),
        h('span', {}, one.title, h('small', {}, one.description)),
      );
    }
    const input =
      one.kind === 'ONE_OF'
        ? h('select', { id, data: { option: one.option } }, h('option', { value: '' }, 'as usual'), one.values.map((value) => h('option', { value }, value)))
        : h('input', { id, inputmode: 'decimal', pattern: '\\d+(\\.\\d+)?', placeholder: 'as usual', data: { option: one.option } });
    return h('div', { class: 'field' }, h('label', { for: id }, one.title), input, h('p', { class: 'note' }, one.description));
  }

  function free(name) {
    let k = 1;
    while (taken.has(`${name}-${k}`)) {
      k++;
    }
    return `${name}-${k}`;
  }

  function build() {
    const select = h(
      'select',
      {
        id: 'verb',
        onchange: () => {
          verb = forms.find((one) => one.verb === select.value);
          ids.clear();
          build();
        },
      },
      forms.map((one) => h('option', { value: one.verb }, `${one.verb} – ${one.title}`)),
    );
    select.value = verb.verb;
    folder.value = free(verb.verb);
    const flags = verb.choices.filter((one) => one.kind === 'FLAG' || one.kind === 'ALL');
    const others = verb.choices.filter((one) => one.kind === 'NUMBER' || one.kind === 'ONE_OF');
    const changed = changes();
    form.replaceChildren(
      h('div', { class: 'field' }, h('label', { for: 'verb' }, 'Verb'), select),
      verb.takes === 'files' ? files() : verb.takes === 'nothing' ? '' : chips(),
      verb.card &&
        h(
          'div',
          { class: 'field' },
          h('span', { class: 'name' }, 'Card'),
          h('div', {}, h('code', {}, named(choice.card)), ' ', h('a', { href: '#/card' }, 'choose and change')),
          changed.length > 0 && h('ul', { class: 'changes' }, changed.map((change) => h('li', {}, h('code', {}, change)))),
        ),
      flags.length > 0 && h('fieldset', {}, h('legend', {}, 'Also'), h('div', { class: 'checks' }, flags.map(option))),
      others.length > 0 && h('details', {}, h('summary', {}, 'More choices'), h('div', { class: 'numbers after' }, others.map(option))),
      h(
        'div',
        { class: 'field' },
        h('label', { for: 'folder' }, 'Folder'),
        folder,
        h('p', { class: 'note' }, `in ${known.facts.results}`),
      ),
      told,
      h('div', { class: 'row' }, button),
    );
    // an empty text would be a child of its own
    [...form.childNodes].forEach((node) => node.nodeType === Node.TEXT_NODE && node.remove());
    limit();
  }

  async function start(event) {
    event.preventDefault();
    const options = {};
    for (const input of form.querySelectorAll('[data-option]')) {
      const value = input.type === 'checkbox' ? (input.checked ? 'true' : '') : input.value.trim();
      if (value) {
        options[input.dataset.option] = value;
      }
    }
    const file = form.querySelector('#file');
    button.disabled = true;
    told.replaceChildren();
    try {
      const job = await post('/api/jobs', {
        verb: verb.verb,
        ids: file ? [file.value.trim()] : [...ids],
        options,
        card: verb.card ? choice.card : '',
        changes: verb.card ? changes() : [],
        folder: folder.value.trim(),
      });
      taken.add(job.folder);
      folder.value = free(verb.verb);
      say(`${job.verb} has begun`);
      if (jobs.getBoundingClientRect().top > innerHeight - 80) {
        jobs.scrollIntoView({ behavior: 'smooth' }); // below the form, where the window is narrow
      }
    } catch (e) {
      if (!(e instanceof Refusal)) {
        throw e;
      }
      told.replaceChildren(message('bad', e.message, e.remedy));
    }
    button.disabled = false;
    limit();
  }

  function limit() {
    const running = [...known.jobs.values()].filter((job) => job.state === 'running').length;
    button.disabled = running >= MOST;
    button.textContent = running >= MOST ? `${MOST} run already` : 'Start';
  }

  const shown = new Map();

  function update() {
    const all = [...known.jobs.values()].sort((a, b) => b.id - a.id);
    if (all.length === 0) {
      jobs.replaceChildren(h('div', { class: 'empty' }, h('p', {}, 'Nothing has run yet.'), h('p', {}, 'Two jobs may run at once; they run on when the page is closed.')));
      return;
    }
    if (shown.size === 0) {
      jobs.replaceChildren();
    }
    for (const job of [...all].reverse()) {
      let view = shown.get(job.id);
      if (!view) {
        view = card(job);
        shown.set(job.id, view);
        jobs.prepend(view.place);
      }
      view.put(job);
    }
    limit();
  }

  build();
  update();
  const silent = hear((what) => {
    if (what === 'job') {
      update();
    } else if (what === 'plugins' && verb.takes.startsWith('observable') && !form.contains(document.activeElement)) {
      form.querySelector('.chips')?.closest('fieldset').replaceWith(chips());
    }
  });
  const clock = setInterval(() => shown.forEach((view) => view.tick()), 1000);
  return () => {
    silent();
    clearInterval(clock);
  };
}

const seconds = (job) => Math.max(0, ((job.ended || Date.now()) - job.began) / 1000);
const span = (time) => (time < 60 ? `${time.toFixed(0)} s` : `${Math.floor(time / 60)} min ${Math.round(time % 60)} s`);

/** One job: built once, and put as it stands. */
function card(first) {
  let job = first;
  let output = '';
  const badge = h('span', { class: 'badge' });
  const time = h('span', { class: 'soft' });
  const stage = h('p', { class: 'note', role: 'status' });
  const bar = h('progress', { max: 1, 'aria-label': 'share of the stage' });
  const warnings = h('ul', { class: 'warnings' });
  const cancel = h('button', { type: 'button', class: 'cancel', onclick: () => stop() }, 'Cancel');
  const links = h('span', { class: 'row' });
  const text = h('pre', { tabindex: '0', 'aria-label': 'what it printed' });
  const printed = h('details', { ontoggle: () => printed.open && fetchText() }, h('summary', {}, 'Output'), text);
  const failure = h('div');
  const place = h(
    'article',
    { class: 'job', data: { job: job.id } },
    h('div', { class: 'row spread' }, h('h3', {}, `${job.verb} ${job.ids.join(' ')}`), h('span', { class: 'row' }, time, badge)),
    bar,
    stage,
    warnings,
    failure,
    h('div', { class: 'row after' }, cancel, links),
    printed,
    h('details', {}, h('summary', { class: 'soft' }, 'The same on a command line'), h('p', { class: 'line' }, h('code', {}, `fiducia ${job.words.map(quoted).join(' ')}`))),
  );

  async function stop() {
    cancel.disabled = true;
    cancel.textContent = 'Cancelling …';
    try {
      await post(`/api/jobs/${job.id}/cancel`, {});
    } catch (e) {
      failure.replaceChildren(message('bad', e.message, e.remedy));
      cancel.disabled = false;
    }
  }

  async function fetchText() {
    try {
      const whole = await get(`/api/jobs/${job.id}`);
      output = [whole.err, whole.out].map((one) => one.replace(/^\n+|\s+$/g, '')).filter(Boolean).join('\n');
      text.textContent = output || 'nothing yet';
      if (whole.state === 'failed') {
        const lines = whole.err.split('\n');
        const error = lines.find((line) => line.startsWith('error: '));
        const remedy = lines.find((line) => line.trim().startsWith('→ '));
        failure.replaceChildren(error ? message('bad', error.slice(7), remedy?.trim().slice(2)) : message('bad', `ended with exit code ${whole.exitCode}`));
      }
    } catch (e) {
      text.textContent = e.message;
    }
  }

  function put(now) {
    const before = job.state;
    const fresh = badge.textContent === '';
    job = now;
    badge.textContent = job.state;
    badge.className = `badge ${job.state}`;
    place.className = `job ${job.state}`;
    const running = job.state === 'running';
    bar.hidden = !running;
    if (job.fraction >= 0) {
      bar.value = job.fraction;
    } else {
      bar.removeAttribute('value');
    }
    const line = running ? `${job.stage || 'working'}${job.fraction >= 0 ? `, ${Math.round(100 * job.fraction)} %` : ''}` : '';
    if (stage.textContent !== line) {
      stage.textContent = line;
    }
    stage.hidden = !running;
    warnings.replaceChildren(...job.warnings.map((one) => h('li', {}, one)));
    warnings.hidden = job.warnings.length === 0;
    cancel.hidden = !running;
    links.replaceChildren();
    if (job.state === 'done' && job.folder) {
      links.append(h('a', { class: 'button', href: `#/results?at=${encodeURIComponent(at(job))}` }, 'See the results'));
    }
    if (!running && (fresh || before === 'running')) {
      fetchText();
      printed.open = job.state === 'done' && !fresh;
      if (before === 'running' && !fresh) {
        say(`${job.verb} ${job.ids.join(' ')} is ${job.state}`);
      }
    }
    time.textContent = span(seconds(job));
  }

  /** A second has gone by. */
  function tick() {
    time.textContent = span(seconds(job));
    if (job.state === 'running' && printed.open) {
      fetchText();
    }
  }
  return { place, put, tick };
}

/** Where the results of a job are. */
function at(job) {
  return job.verb === 'measure' && job.ids.length === 1 ? `${job.folder}/${job.ids[0]}` : job.folder;
}

function quoted(word) {
  return /^[\w./:=,+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
