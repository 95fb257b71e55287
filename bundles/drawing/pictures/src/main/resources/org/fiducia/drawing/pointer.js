// Pictures answer to the pointer, to touch and to the keyboard: what a place says is shown beside it.
'use strict';
(() => {
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.setAttribute('role', 'status');
  document.body.append(tip);

  // What a page knows beyond a picture: name of the picture to lines by the number of the bin.
  const source = document.querySelector('script[type="application/json"]');
  const further = source ? JSON.parse(source.textContent) : {};
  const said = new WeakMap();
  let current = null;

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function list(lines) {
    const made = document.createElement('dl');
    for (const line of lines) {
      const cut = line.lastIndexOf(': ');
      made.append(element('dt', cut < 0 ? line : line.slice(0, cut)), element('dd', cut < 0 ? '' : line.slice(cut + 2)));
    }
    return made;
  }

  function hide() {
    current?.classList.remove('at');
    current = null;
    tip.classList.remove('shown');
  }

  function show(place) {
    if (place === current) {
      return;
    }
    hide();
    current = place;
    place.classList.add('at');
    const { words, more } = said.get(place);
    tip.replaceChildren(element('strong', words[0]), list(words.slice(1)));
    if (more) {
      tip.append(element('em', more.title), list(more.lines));
    }
    tip.classList.add('shown');
    put();
  }

  // Beside the place, inside of the window.
  function put() {
    if (!current) {
      return;
    }
    const at = current.getBoundingClientRect();
    const own = tip.getBoundingClientRect();
    const gap = 10;
    const right = at.right + gap + own.width <= innerWidth;
    const left = right ? at.right + gap : at.left - gap - own.width;
    const top = at.top + at.height / 2 - own.height / 2;
    tip.style.left = Math.max(4, Math.min(left, innerWidth - own.width - 4)) + 'px';
    tip.style.top = Math.max(4, Math.min(top, innerHeight - own.height - 4)) + 'px';
  }

  for (const picture of document.querySelectorAll('figure svg')) {
    const places = [...picture.querySelectorAll('.place')];
    const name = picture.closest('figure').dataset.picture;
    for (const place of places) {
      const title = place.querySelector('title');
      const more = Object.hasOwn(further, name) ? further[name] : null;
      const lines = more?.bins[Number(place.dataset.bin)];
      said.set(place, { words: title.textContent.split('\n'), more: lines && { title: more.title, lines } });
      title.remove(); // else the browser shows it, too
      place.addEventListener('pointerenter', () => show(place));
      place.addEventListener('pointerdown', () => show(place));
    }
    if (places.length === 0) {
      continue;
    }
    picture.addEventListener('pointerleave', hide);
    picture.setAttribute('tabindex', '0');
    picture.setAttribute('aria-roledescription', 'picture, arrow keys go from place to place');
    picture.addEventListener('blur', hide);
    picture.addEventListener('keydown', (event) => {
      const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
      if (event.key === 'Escape') {
        hide();
      } else if (event.key in steps) {
        const from = places.indexOf(current);
        const to = from < 0 && steps[event.key] === 1 ? 0 : from + steps[event.key];
        const next = places[Math.max(0, Math.min(places.length - 1, to))];
        next.scrollIntoView({ block: 'nearest', behavior: 'instant' });
        show(next);
        event.preventDefault();
      }
    });
  }
  addEventListener('scroll', put, { passive: true });
})();
