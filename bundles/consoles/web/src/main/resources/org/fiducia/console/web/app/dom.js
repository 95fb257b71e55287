// Elements from names, properties and children. Text is always text: nothing here, or elsewhere, makes markup of it.

/** An element; children are elements or text, empty ones are left out. */
export function h(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (key.startsWith('on')) {
      made.addEventListener(key.slice(2), value);
    } else if (key === 'class') {
      made.className = value;
    } else if (key === 'data') {
      Object.assign(made.dataset, value);
    } else if (key === 'value' || key === 'checked') {
      made[key] = value;
    } else {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ''));
  return made;
}

const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** A title in which letters of formulas are slanted and scripts are such; everything else in it stays text. */
export function label(marked) {
  const root = document.createDocumentFragment();
  const open = [root];
  for (const piece of String(marked ?? '').split(/(<\/?(?:i|sub|sup)>)/)) {
    const tag = /^<(\/?)(i|sub|sup)>$/.exec(piece);
    if (!tag) {
      open[open.length - 1].append(piece.replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity]));
    } else if (tag[1]) {
      if (open.length > 1) {
        open.pop();
      }
    } else {
      const inner = document.createElement(tag[2]);
      open[open.length - 1].append(inner);
      open.push(inner);
    }
  }
  return root;
}

/** What is wrong, and what to do. */
export function message(kind, text, remedy) {
  return h('div', { class: `message ${kind}`, role: kind === 'bad' ? 'alert' : 'status' }, h('p', {}, text), remedy && h('p', {}, remedy));
}

let last = 0;

/** Tells who listens to the page. */
export function say(text) {
  const place = document.getElementById('said');
  place.textContent = text;
  const turn = ++last;
  setTimeout(() => turn === last && (place.textContent = ''), 5000);
}

/** Calls once when no call has come for a while. */
export function later(millis, action) {
  let timer = 0;
  return (...words) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...words), millis);
  };
}

/** A number with so many digits that matter. */
export function brief(value, digits = 4) {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return '–';
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) {
    return value.toExponential(digits - 1).replace('e', '·10^').replace('+', '').replace('-', '−');
  }
  return String(Number(value.toPrecision(digits))).replace('-', '−');
}

/** Bytes for people. */
export function bytes(size) {
  return size < 1000 ? `${size} B` : size < 1e6 ? `${(size / 1e3).toFixed(0)} kB` : `${(size / 1e6).toFixed(1)} MB`;
}
