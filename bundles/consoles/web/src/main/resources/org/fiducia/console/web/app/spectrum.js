// Cross sections in bins: points on the prediction, with the ratio below.
import { brief, h, label } from './dom.js';
import { colour, key, picture, style, whenSchemeChanges } from './plot.js';

const NARROW = 12; // times narrower than the widest: bins are drawn with equal widths

/** Where bins are on a scale; null where they are not ranges of one number in a row. */
function edges(bins) {
  const ranges = bins.every((bin) => Number.isFinite(bin.lo)) && (bins.length > 1 || Number.isFinite(bins[0].hi));
  if (!ranges || bins.some((bin, k) => k > 0 && bin.lo !== bins[k - 1].hi) || bins.slice(0, -1).some((bin) => !Number.isFinite(bin.hi))) {
    return null;
  }
  const all = bins.map((bin) => bin.lo);
  const last = bins[bins.length - 1];
  return [...all, Number.isFinite(last.hi) ? last.hi : 2 * last.lo - bins[bins.length - 2].lo];
}

/** Draws it and what goes with it at the end of a view; what ends it. */
export function spectrum(view, told, beside) {
  const { result, labels } = told;
  const { bins } = result;
  const scale = edges(bins);
  const widths = scale ? bins.map((_, k) => scale[k + 1] - scale[k]) : bins.map(() => 1);
  const narrow = Math.max(...widths) > NARROW * Math.min(...widths);
  const state = { log: false, equal: !scale || narrow, density: false, ratio: true, data: true, prediction: true, beside: true };
  const others = (result.predictions ?? []).filter((one) => one.sigma.length === bins.length);
  const hidden = new Set();
  const keys = h('div', { class: 'keys', role: 'group', 'aria-label': 'Parts of the picture' });
  const place = h('div');
  view.append(h('h2', {}, 'Cross sections'), keys, place);
  let drawn = null;

  const toggle = (name, title, tint) =>
    key(title, tint, state[name], (now) => {
      state[name] = now;
      draw();
    });
  keys.append(
    toggle('data', beside ? told.path : 'measured', 'var(--data)'),
    beside ? toggle('beside', beside.path, 'var(--other)') : '',
    toggle('prediction', 'Standard Model', 'var(--prediction)'),
    ...others.map((one, k) =>
      key(h('span', {}, label(labels[one.title] ?? one.name)), colour(k + 3), true, (now) => {
        if (now) {
          hidden.delete(one);
        } else {
          hidden.add(one);
        }
        draw();
      }),
    ),
    toggle('log', 'log scale'),
    toggle('ratio', 'ratio'),
    scale && bins.length > 1 ? toggle('density', 'per unit') : '',
    scale && bins.length > 1 ? toggle('equal', 'equal widths') : '',
  );
  [...keys.childNodes].forEach((node) => node.nodeType === Node.TEXT_NODE && node.remove());

  function draw() {
    drawn?.end();
    const per = bins.map((_, k) => (state.density ? widths[k] : 1));
    const unit = state.density ? `fb${result.unit ? `/${result.unit}` : ''}` : 'fb';
    const measured = (from, name, tint, shift, shown, hollow) => ({
      name,
      colour: tint,
      hollow,
      shift,
      shown,
      values: from.map((bin, k) => bin.sigma / per[k]),
      down: from.map((bin, k) => bin.total.down / per[k]),
      up: from.map((bin, k) => bin.total.up / per[k]),
      inner: { down: from.map((bin, k) => bin.stat.down / per[k]), up: from.map((bin, k) => bin.stat.up / per[k]) },
    });
    const over = (series) => ({
      ...series,
      values: series.values.map((value, k) => (value * per[k]) / bins[k].sm),
      down: series.down.map((value, k) => (value * per[k]) / bins[k].sm),
      up: series.up.map((value, k) => (value * per[k]) / bins[k].sm),
      inner: {
        down: series.inner.down.map((value, k) => (value * per[k]) / bins[k].sm),
        up: series.inner.up.map((value, k) => (value * per[k]) / bins[k].sm),
      },
    });
    const shift = beside && state.beside && state.data ? 0.14 : 0;
    const points = [measured(bins, 'measured', style('--data'), -shift, state.data, false)];
    if (beside) {
      points.push(measured(beside.result.bins, beside.path, style('--other'), shift, state.beside, true));
    }
    const prediction = (of) => ({
      name: 'Standard Model',
      shown: state.prediction,
      colour: style('--prediction'),
      band: style('--band'),
      values: bins.map((bin, k) => of(bin.sm, bin, k)),
      lower: bins.map((bin, k) => of(bin.sm - bin.theory.down, bin, k)),
      upper: bins.map((bin, k) => of(bin.sm + bin.theory.up, bin, k)),
    });
    const further = (of) =>
      others.map((one, j) => ({
        name: one.name,
        shown: !hidden.has(one),
        colour: colour(j + 3),
        dash: [8, 4],
        values: bins.map((bin, k) => of(one.sigma[k], bin, k)),
      }));
    const equal = state.equal || !scale;
    const axis = result.axes?.[0] ?? { title: result.title, unit: result.unit };
    const one = (result.axes?.length ?? 1) === 1;
    drawn = picture({
      name: `Cross sections of ${result.observable}`,
      edges: equal ? bins.map((_, k) => k).concat(bins.length) : scale,
      ticks: equal ? (scale ? [...bins.map((bin) => brief(bin.lo)), last(bins)] : bins.map((_, k) => String(k + 1))) : null,
      places: equal && !scale ? bins.map((_, k) => k + 0.5) : null,
      steps: [prediction((value, bin, k) => value / per[k]), ...further((value, bin, k) => value / per[k])],
      points,
      log: state.log,
      above: h('span', {}, state.density ? 'dσ/dx, ' : 'σ per bin, ', unit),
      right: `${brief(result.luminosity)} fb⁻¹, ${brief(result.energyTeV)} TeV${result.label ? `, ${result.label}` : ''}`,
      below: one && scale ? h('span', {}, label(labels[axis.title]), axis.unit ? ` (${axis.unit})` : '') : h('span', {}, label(labels[result.title] ?? result.title), scale ? '' : ', bin'),
      ratio: state.ratio
        ? {
            title: 'ratio to the Standard Model',
            steps: [prediction((value, bin) => value / bin.sm), ...further((value, bin) => value / bin.sm)],
            points: points.map(over),
          }
        : null,
      say: (k) => ({
        title: h('span', {}, label(labels[bins[k].label]), scale && one && result.unit ? ` ${result.unit}` : ''),
        lines: [
          ['σ', `${brief(bins[k].sigma)} +${brief(bins[k].total.up, 3)} −${brief(bins[k].total.down, 3)} fb`],
          ['stat.', `+${brief(bins[k].stat.up, 3)} −${brief(bins[k].stat.down, 3)}`],
          ['syst.', `+${brief(bins[k].syst.up, 3)} −${brief(bins[k].syst.down, 3)}`],
          ['Standard Model', `${brief(bins[k].sm)} +${brief(bins[k].theory.up, 3)} −${brief(bins[k].theory.down, 3)} fb`],
          ['ratio', brief(bins[k].sigma / bins[k].sm, 3)],
          ...others.map((one) => [one.name, `${brief(one.sigma[k])} fb`]),
          ...(state.density ? [['per unit', `${brief(bins[k].sigma / widths[k])} ${unit}${Number.isFinite(bins[k].hi) ? '' : ' over the width that is drawn'}`]] : []),
          ...(beside
            ? [
                [beside.path, `${brief(beside.result.bins[k].sigma)} +${brief(beside.result.bins[k].total.up, 3)} −${brief(beside.result.bins[k].total.down, 3)} fb`],
                ['difference', `${brief(bins[k].sigma - beside.result.bins[k].sigma, 3)} fb`],
              ]
            : []),
        ],
      }),
    });
    place.replaceChildren(drawn.place);
  }
  draw();
  const silent = whenSchemeChanges(draw);
  return () => {
    silent();
    drawn?.end();
  };
}

function last(bins) {
  const { hi } = bins[bins.length - 1];
  return Number.isFinite(hi) ? brief(hi) : '∞';
}
