// The settings of a card as a form made from its schema; a change is read by the server while it is typed.
import { h, label, later, message, say } from './dom.js';
import { get, known, post } from './server.js';
import { changes, choice, keep, named, take } from './choice.js';
import { kind, resolved, value as written, wrong } from './schema.js';

/** Kinds of plug-ins that fields of the card name. */
const KINDS = {
  channel: 'channels',
  signal: 'signals',
  backgrounds: 'backgrounds',
  unfolding: 'unfoldings',
  fitter: 'fitters',
  intervals: 'intervals',
  likelihood: 'likelihoods',
  weights: 'weights',
  parts: 'parts',
  physics: 'physics',
  crossSections: 'physics',
  production: 'physics',
  decay: 'physics',
  prediction: 'predictions',
  writers: 'writers',
};

const OLD = ['window', 'massHypothesis', 'crossSections'];
const NEW = ['fit', 'point', 'physics'];

let number = 0;

export async function show(place) {
  const [cards, root] = await Promise.all([get('/api/cards'), get('/api/schema')]);
  if (!cards.some((card) => card.id === choice.card)) {
    take(cards[0]?.id ?? '');
  }
  const fields = new Map(); // path to what shows it
  const form = h('div', { class: 'card-form' });
  const panel = h('div', { class: 'panel stick', 'aria-label': 'Changes' });
  const select = h(
    'select',
    {
      id: 'card',
      onchange: () => {
        take(select.value);
        open();
      },
    },
    cards.map((card) => h('option', { value: card.id }, named(card.id))),
  );
  select.value = choice.card;
  const title = h('p', { class: 'soft' });
  place.append(
    h('h1', {}, 'Card'),
    h('div', { class: 'row' }, h('div', { class: 'field' }, h('label', { for: 'card' }, 'Analysis card'), select), title),
    h('p', { class: 'note' }, 'The file stays as it is: changes hold for the jobs that are started from here.'),
    h('div', { class: 'two wide-first' }, form, panel),
  );

  let verdict = null;
  let turn = 0;
  const check = later(250, async () => {
    const mine = ++turn;
    const asked = changes();
    try {
      const told = await post('/api/card/check', { card: choice.card, changes: asked });
      if (mine === turn) {
        verdict = { ...told, path: told.ok ? '' : (asked[told.change] ?? '').split('=')[0] };
        shown();
      }
    } catch (e) {
      if (mine === turn) {
        verdict = { ok: false, message: e.message, remedy: e.remedy, path: '' };
        shown();
      }
    }
  });

  /** Marks what is changed and what is wrong, and lists the changes. */
  function shown() {
    const locally = [...fields.values()].filter((field) => field.wrong);
    for (const [path, field] of fields) {
      const why = field.wrong || (verdict && !verdict.ok && verdict.path === path ? `${verdict.message} – ${verdict.remedy}` : '');
      field.row.classList.toggle('changed', path in choice.changes);
      field.row.classList.toggle('wrong', Boolean(why));
      field.input.setAttribute('aria-invalid', String(Boolean(why)));
      field.why.textContent = why;
      field.reset.hidden = !(path in choice.changes) && !field.wrong;
    }
    const list = Object.entries(choice.changes);
    let state = message('', 'The card is being read …');
    if (locally.length) {
      state = message('bad', locally[0].wrong, `in ${locally[0].path}`);
    } else if (verdict) {
      state = verdict.ok
        ? message('good', list.length ? 'The card makes sense with these changes.' : 'The card makes sense.')
        : message('bad', verdict.message, verdict.remedy);
    }
    state.id = 'verdict';
    panel.replaceChildren(
      h('h2', {}, list.length ? `Changes (${list.length})` : 'No changes'),
      state,
      h(
        'ul',
        { class: 'changes' },
        list.map(([path, text]) =>
          h(
            'li',
            {},
            h('code', {}, `${path}=${text}`),
            h('button', { type: 'button', class: 'plain', 'aria-label': `take back ${path}`, onclick: () => back(path) }, '×'),
          ),
        ),
      ),
      h(
        'div',
        { class: 'row after' },
        h('a', { class: 'button', href: '#/run' }, 'Run with this card'),
        list.length > 1 &&
          h(
            'button',
            {
              type: 'button',
              class: 'plain',
              onclick: () => {
                choice.changes = {};
                keep();
                open();
              },
            },
            'Take all back',
          ),
      ),
    );
  }

  function back(path) {
    delete choice.changes[path];
    keep();
    const field = fields.get(path);
    if (field) {
      field.wrong = '';
      field.put(field.was);
    }
    say(`${path} is as in the card`);
    verdict = null;
    check();
    shown();
  }

  /** A value was typed. */
  function typed(field, text) {
    field.wrong = text === '' && field.was === '' ? '' : wrong(text, field.is, field.schema);
    if (text === field.was || (text === '' && field.was === '')) {
      delete choice.changes[field.path];
      field.wrong = '';
    } else if (!field.wrong) {
      choice.changes[field.path] = written(text, field.is);
    }
    keep();
    verdict = null;
    if (!field.wrong) {
      check();
    }
    shown();
  }

  /** A row with a name, a field and what it is for. */
  function setting(path, name, schema, was, is, description) {
    const id = `setting-${++number}`;
    const changed = choice.changes[path];
    const now = changed === undefined ? was : is === 'text' || is === 'choice' ? plain(changed) : changed;
    let input;
    if (is === 'select' || is === 'truth') {
      const values = is === 'truth' ? ['true', 'false'] : schema.enum.map(String);
      input = h('select', { id }, (was === '' ? [''] : []).concat(values).map((one) => h('option', { value: one }, one || 'not set')));
    } else {
      const ids = suggestions(path);
      const list = ids.length ? h('datalist', { id: `${id}-list` }, ids.map((one) => h('option', { value: one }))) : null;
      input = h('input', {
        id,
        type: 'text',
        inputmode: is === 'number' && 'decimal',
        placeholder: 'not set',
        list: list && `${id}-list`,
        spellcheck: 'false',
        autocomplete: 'off',
      });
      if (list) {
        form.append(list);
      }
    }
    input.value = now;
    const why = h('p', { class: 'wrong-why note', id: `${id}-why` });
    input.setAttribute('aria-describedby', `${id}-why`);
    const reset = h('button', { type: 'button', class: 'plain', hidden: true, onclick: () => back(path) }, 'take back');
    const row = h(
      'div',
      { class: 'setting', data: { path } },
      h('label', { for: id }, name),
      h('div', { class: 'edit' }, input, reset),
      h('p', { class: 'note' }, told(description)),
      why,
    );
    const field = { path, schema, was, is, row, input, why, reset, wrong: '', put: (text) => (input.value = text) };
    fields.set(path, field);
    input.addEventListener('input', () => typed(field, input.value));
    return row;
  }

  /** A block that is opened when somebody looks into it. */
  function block(name, description, open, fill, count) {
    const inside = h('div', { class: 'in' });
    const made = h(
      'details',
      {},
      h('summary', {}, name, count !== undefined && h('span', { class: 'note' }, `${count}`), description && h('span', { class: 'note' }, told(description))),
      inside,
    );
    const build = () => {
      if (!inside.hasChildNodes()) {
        inside.append(...fill());
        shown();
      }
    };
    made.addEventListener('toggle', () => made.open && build());
    if (open) {
      made.open = true;
    }
    return made;
  }

  /** What shows a value at a place, a list of elements. */
  function shownAt(path, name, given, value) {
    const schema = resolved(given, root);
    const is = kind(schema, value);
    const inside = Object.keys(choice.changes).some((change) => change.startsWith(`${path}/`));
    if (is === 'choice') {
      const object = value && typeof value === 'object';
      const where = object ? `${path}/id` : path;
      const rows = [setting(where, name, schema, object ? String(value.id) : (value ?? ''), 'choice', schema.description)];
      if (object && value.settings && Object.keys(value.settings).length) {
        rows.push(block(`${name}: settings of ${value.id}`, '', inside, () => members(`${path}/settings`, {}, value.settings)));
      }
      return rows;
    }
    if (is === 'block') {
      return [block(name, schema.description, inside, () => members(path, schema, value))];
    }
    if (is === 'list') {
      const keys = value.map((one, k) => step(one, k, value));
      return [
        block(
          name,
          schema.description,
          inside,
          () => value.flatMap((one, k) => element(`${path}/${keys[k]}`, keys[k], schema.items ?? {}, one)),
          value.length,
        ),
      ];
    }
    const text = value === undefined || value === null ? '' : is === 'json' ? JSON.stringify(value) : String(value);
    return [setting(path, name, schema, text, is, schema.description)];
  }

  function element(path, key, given, value) {
    const schema = resolved(given, root);
    if (schema.ref === 'choice') {
      return shownAt(path, String(key), given, value);
    }
    const inside = Object.keys(choice.changes).some((change) => change.startsWith(`${path}/`));
    return [block(String(key), '', inside, () => members(path, schema, value))];
  }

  /** The fields of an object: those that are there, then those that may be. */
  function members(path, schema, value) {
    const names = [...new Set([...Object.keys(value ?? {}), ...Object.keys(schema.properties ?? {})])];
    return names.flatMap((name) => {
      if (/[/=]/.test(name) || schema.properties?.[name] === false) {
        return []; // no change can name it
      }
      const further = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
      return shownAt(path ? `${path}/${name}` : name, name, schema.properties?.[name] ?? further, value?.[name]);
    });
  }

  async function open() {
    fields.clear();
    form.replaceChildren();
    title.replaceChildren(label(cards.find((card) => card.id === choice.card)?.label ?? ''));
    verdict = null;
    let card;
    try {
      card = await get(`/api/card?id=${encodeURIComponent(choice.card)}`);
    } catch (e) {
      form.append(message('bad', e.message, e.remedy));
      return;
    }
    const hidden = ['$schema', 'schemaVersion', ...(card.schemaVersion === 1 ? NEW : OLD)];
    const names = Object.keys(root.properties).filter((name) => !hidden.includes(name));
    const simple = [];
    const blocks = [];
    for (const name of names) {
      for (const made of shownAt(name, name, root.properties[name], card[name])) {
        (made.tagName === 'DETAILS' ? blocks : simple).push(made);
      }
    }
    form.append(h('details', { open: true }, h('summary', {}, 'General'), h('div', { class: 'in' }, simple)), ...blocks);
    check();
    shown();
  }
  await open();
}

/** What a field is for; the version is that of the card. */
function told(description) {
  return (description ?? '').replace(/^version \d: /, '');
}

/** How a change names an element of a list. */
function step(one, k, all) {
  const name = one?.id ?? one?.name;
  const unique = all.filter((other) => (other?.id ?? other?.name) === name).length === 1;
  return typeof name === 'string' && unique && !/[/=]/.test(name) && name !== '' ? name : k;
}

function plain(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'string' ? value : text;
  } catch (e) {
    return text;
  }
}

/** Plug-ins that a place may name. */
function suggestions(path) {
  const steps = path.replace(/\/id$/, '').split('/');
  const wanted = KINDS[steps[steps.length - 1]] ?? (steps.length === 2 ? KINDS[steps[0]] : undefined);
  return wanted ? known.plugins.filter((row) => row.kind === wanted).map((row) => row.id) : [];
}
