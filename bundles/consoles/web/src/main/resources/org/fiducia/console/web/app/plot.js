// Pictures that answer: steps with bands, points with error bars, a ratio below, and what a bin says.
import { brief, h } from './dom.js';

const COLOURS = ['#94a4a2', '#3f90da', '#92dadd', '#ffa90e', '#832db6', '#a96b59', '#e76300', '#b9ac70', '#717581'];

export function colour(k, name) {
  return name === 'signal' ? '#bd1f01' : COLOURS[k % COLOURS.length];
}

const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Steps from edge to edge: the value of the last bin holds to the end. */
const stepped = (values) => [...values, values[values.length - 1]];

/**
 * A picture with a main frame and a ratio below.
 *
 * what.edges: of the bins, one more than there are; what.ticks: texts at the edges, or at what.places; null for a scale
 * what.steps: {name, values, lower, upper, fill, colour, width, shown}, later ones above
 * what.points: {name, values, down, up, colour, shift, shown}
 * what.log, what.above (title), what.below (title), what.ratio: {steps, points, title} or null
 * what.say: bin to {title, lines}
 */
export function picture(what) {
  const frame = h('div', {
    class: 'plot',
    tabindex: '0',
    role: 'group',
    'aria-roledescription': 'picture, arrow keys go from bin to bin',
    'aria-label': what.name,
  });
  const readout = h('div', { class: 'readout', role: 'status' }, h('span', { class: 'soft' }, 'Point at a bin, or use the arrow keys.'));
  const place = h('div', {}, frame, readout);
  const plots = [];
  const n = what.edges.length - 1;
  let at = -1;

  function mark(k) {
    at = k;
    for (const { plot, over } of plots) {
      const shown = k >= 0;
      over.classList.toggle('shown', shown);
      if (shown) {
        const from = plot.valToPos(what.edges[k], 'x');
        over.style.left = `${from}px`;
        over.style.width = `${plot.valToPos(what.edges[k + 1], 'x') - from}px`;
      }
    }
    if (k >= 0) {
      const said = what.say(k);
      readout.replaceChildren(
        h('strong', {}, said.title),
        h('dl', {}, said.lines.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))),
      );
    }
  }

  function bin(plot, left) {
    const x = plot.posToVal(left, 'x');
    for (let k = 0; k < n; k++) {
      if (x >= what.edges[k] && x < what.edges[k + 1]) {
        return k;
      }
    }
    return -1;
  }

  /** Error bars and marks, drawn above everything. */
  function points(plot, list) {
    const { ctx } = plot;
    const pixel = devicePixelRatio;
    ctx.save();
    ctx.beginPath();
    ctx.rect(plot.bbox.left, plot.bbox.top, plot.bbox.width, plot.bbox.height);
    ctx.clip();
    ctx.setLineDash([]);
    for (const series of list.filter((one) => one.shown !== false)) {
      ctx.strokeStyle = ctx.fillStyle = series.colour ?? style('--data');
      series.values.forEach((value, k) => {
        if (!Number.isFinite(value)) {
          return;
        }
        const share = 0.5 + (series.shift ?? 0);
        const x = plot.valToPos(what.edges[k] + share * (what.edges[k + 1] - what.edges[k]), 'x', true);
        const y = (v) => (what.log && plot === plots[0]?.plot && !(v > 0) ? plot.bbox.top + plot.bbox.height + 9 : plot.valToPos(v, 'y', true));
        const bars = [
          [series.down, series.up, 1.5],
          ...(series.inner ? [[series.inner.down, series.inner.up, 3.5]] : []),
        ];
        for (const [down, up, width] of bars) {
          ctx.lineWidth = width * pixel;
          ctx.beginPath();
          ctx.moveTo(x, y(value - down[k]));
          ctx.lineTo(x, y(value + up[k]));
          ctx.stroke();
        }
        ctx.beginPath();
        ctx.arc(x, y(value), 3.6 * pixel, 0, 2 * Math.PI);
        if (series.hollow) {
          ctx.fillStyle = style('--paper');
          ctx.fill();
          ctx.lineWidth = 1.8 * pixel;
          ctx.stroke();
          ctx.fillStyle = series.colour;
        } else {
          ctx.fill();
        }
      });
    }
    ctx.restore();
  }

  /** Lowest and highest value that is drawn. */
  function range(part, log) {
    const all = [];
    const steps = part.steps.filter((one) => one.shown !== false);
    steps.forEach((one) => all.push(...one.values, ...(one.upper ?? []), ...(one.lower ?? [])));
    part.points
      .filter((one) => one.shown !== false)
      .forEach((one) => one.values.forEach((value, k) => all.push(value, value + one.up[k], value - one.down[k])));
    const finite = all.filter((value) => Number.isFinite(value) && (!log || value > 0));
    const most = finite.length ? Math.max(...finite) : 1;
    const least = finite.length ? Math.min(...finite) : 0;
    if (log) {
      const floor = Math.max(least, most * 1e-5);
      return [floor / 1.6, most * 2.2];
    }
    return part.small ? [Math.max(-0.4, Math.min(0.4, least)), Math.min(3.6, Math.max(1.6, most * 1.04))] : [Math.min(0, least * 1.1), most * 1.12 || 1];
  }

  function draw(part, height, width, last, log) {
    const ink = style('--ink');
    const grid = style('--line');
    const series = [{}];
    const data = [what.edges];
    const bands = [];
    const path = uPlot.paths.stepped({ align: 1 });
    for (const one of part.steps) {
      const show = one.shown !== false;
      if (one.lower) {
        const at = data.length;
        data.push(stepped(one.upper), stepped(one.lower));
        series.push({ paths: path, show, width: 0, points: { show: false } }, { paths: path, show, width: 0, points: { show: false } });
        bands.push({ series: [at, at + 1], fill: one.band ?? style('--band') });
      }
      data.push(stepped(one.values));
      series.push({
        paths: path,
        show,
        stroke: one.colour,
        width: one.width ?? 2,
        fill: one.fill,
        dash: one.dash,
        points: { show: false },
      });
    }
    const font = `12px ${getComputedStyle(document.body).fontFamily}`;
    const label = (text) => (width < 480 && String(text).length > 5 ? '' : text);
    const options = {
      width,
      height,
      legend: { show: false },
      cursor: { x: false, y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: { x: { time: false, range: () => [what.edges[0], what.edges[n]] }, y: { distr: log ? 3 : 1, range: () => range(part, log) } },
      series,
      bands,
      axes: [
        {
          stroke: ink,
          font,
          grid: { show: false },
          ticks: { stroke: grid, size: 5 },
          size: last ? 30 : 12,
          values: last
            ? what.ticks
              ? (u, splits) => splits.map((_, k) => (k % thin(width) === 0 || k === n ? label(what.ticks[k] ?? '') : ''))
              : (u, splits) => splits.map((value) => brief(value))
            : (u, splits) => splits.map(() => ''),
          ...(what.ticks ? { splits: () => what.places ?? what.edges } : {}),
        },
        {
          stroke: ink,
          font,
          size: width < 480 ? 46 : 58,
          grid: { stroke: grid, width: 1 },
          ticks: { stroke: grid, size: 5 },
          values: (u, splits) => splits.map((value) => (log && value && !tidy(value) ? '' : value === null ? '' : brief(value, 3))),
          ...(part.small ? { space: 20 } : {}),
        },
      ],
      hooks: { draw: [(plot) => points(plot, part.points)] },
    };
    const over = h('div', { class: 'at' });
    const entry = { plot: null, over };
    plots.push(entry);
    const plot = new uPlot(options, data, frame);
    entry.plot = plot;
    plot.over.append(over);
    plot.over.addEventListener('pointermove', (event) => {
      const k = bin(plot, event.offsetX);
      if (k >= 0 && k !== at) {
        mark(k);
      }
    });
    plot.over.addEventListener('pointerdown', (event) => mark(bin(plot, event.offsetX)));
    if (plots.length === 1) {
      plot.redraw(false, false); // points know their frame now
    }
  }

  function thin(width) {
    return Math.max(1, Math.ceil((n + 1) / Math.max(4, Math.floor(width / 46))));
  }

  function build() {
    plots.splice(0).forEach(({ plot }) => plot?.destroy());
    frame.replaceChildren();
    const width = Math.max(260, Math.floor(place.clientWidth));
    const small = width < 480;
    frame.append(h('div', { class: 'title' }, h('span', {}, what.above), what.right ? h('span', { class: 'soft' }, what.right) : ''));
    draw(what, small ? 250 : 340, width, !what.ratio, what.log);
    if (what.ratio) {
      frame.append(h('div', { class: 'title' }, h('span', {}, what.ratio.title)));
      draw({ ...what.ratio, small: true }, small ? 110 : 140, width, true, false);
    }
    frame.append(h('div', { class: 'below' }, what.below));
    mark(at < n ? at : -1);
  }

  frame.addEventListener('keydown', (event) => {
    const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
    if (event.key === 'Escape') {
      mark(-1);
    } else if (event.key in steps) {
      mark(Math.max(0, Math.min(n - 1, at < 0 && steps[event.key] === 1 ? 0 : at + steps[event.key])));
      event.preventDefault();
    }
  });
  let seen = 0;
  const resize = new ResizeObserver(() => {
    if (place.clientWidth && place.clientWidth !== seen) {
      seen = place.clientWidth;
      build();
    }
  });
  resize.observe(place);
  return {
    place,
    end() {
      resize.disconnect();
      plots.splice(0).forEach(({ plot }) => plot?.destroy());
    },
  };
}

/** Calls when the window turns dark or light; what ends that. */
export function whenSchemeChanges(action) {
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', action);
  return () => scheme.removeEventListener('change', action);
}

/** Whether a logarithmic scale names a value: 1, 2, 5 and so on. */
function tidy(value) {
  const digit = Math.round(value / 10 ** Math.floor(Math.log10(value) + 1e-9));
  return digit === 1 || digit === 10 || digit === 2 || digit === 5;
}

/** A switch of a part of a picture. */
export function key(name, tint, shown, change) {
  const button = h(
    'button',
    {
      type: 'button',
      class: tint ? 'part' : 'switch',
      'aria-pressed': String(shown),
      onclick: () => {
        const now = button.getAttribute('aria-pressed') !== 'true';
        button.setAttribute('aria-pressed', String(now));
        change(now);
      },
    },
    tint && swatch(tint),
    name,
  );
  return button;
}

function swatch(tint) {
  const made = document.createElement('i');
  made.style.background = tint;
  return made;
}

export { style };
