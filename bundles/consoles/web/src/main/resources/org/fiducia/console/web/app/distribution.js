// The distribution of the fit variable: events on what was fitted, component by component.
import { brief, h, label } from './dom.js';
import { colour, key, picture, style, whenSchemeChanges } from './plot.js';

/** Draws it at the end of a view; what ends it. */
export function distribution(view, told) {
  const { result, labels } = told;
  const ranges = [{ title: 'range of the fit', shape: result.spectrum, errors: told.spectrum }];
  if (result.spectrum.surroundings) {
    ranges.push({ title: 'wide range', shape: result.spectrum.surroundings, errors: told.surroundings });
  }
  const state = { range: 0, log: false, ratio: true, hidden: new Set() };
  const keys = h('div', { class: 'keys', role: 'group', 'aria-label': 'Components' });
  const place = h('div');
  view.append(h('h2', {}, 'Events'), keys, place);
  let drawn = null;

  function fill() {
    const names = Object.keys(ranges[state.range].shape.components);
    keys.replaceChildren(
      ...names
        .map((name, k) => ({ name, k }))
        .reverse()
        .map(({ name, k }) =>
          key(h('span', {}, label(labels[name] ?? name)), colour(k, name), !state.hidden.has(name), (now) => {
            if (now) {
              state.hidden.delete(name);
            } else {
              state.hidden.add(name);
            }
            draw();
          }),
        ),
      key('log scale', null, state.log, (now) => {
        state.log = now;
        draw();
      }),
      key('ratio', null, state.ratio, (now) => {
        state.ratio = now;
        draw();
      }),
      ...(ranges.length > 1
        ? [
            key('wide range', null, state.range === 1, (now) => {
              state.range = now ? 1 : 0;
              fill();
              draw();
            }),
          ]
        : []),
    );
  }

  function draw() {
    drawn?.end();
    const { shape, errors } = ranges[state.range];
    const names = Object.keys(shape.components);
    const shown = names.filter((name) => !state.hidden.has(name));
    const n = shape.observed.length;
    const sums = [];
    let below = new Array(n).fill(0);
    for (const name of shown) {
      below = below.map((value, k) => value + shape.components[name][k]);
      sums.push({ name, values: below });
    }
    const total = below;
    const all = names.reduce((sum, name) => sum.map((value, k) => value + shape.components[name][k]), new Array(n).fill(0));
    const points = {
      name: 'observed',
      values: shape.observed,
      down: shape.observed.map((value, k) => value - errors.lower[k]),
      up: shape.observed.map((value, k) => errors.upper[k] - value),
    };
    drawn = picture({
      name: `Events of ${result.observable}`,
      edges: shape.edges,
      ticks: null,
      // the whole first, so that what is below covers it
      steps: sums
        .map((sum) => ({ ...sum, fill: colour(names.indexOf(sum.name), sum.name), colour: style('--paper'), width: 0.6 }))
        .reverse(),
      points: [points],
      log: state.log,
      above: 'events per interval',
      right: `${brief(result.luminosity)} fb⁻¹${result.label ? `, ${result.label}` : ''}`,
      below: 'fit variable',
      ratio: state.ratio
        ? {
            title: state.hidden.size ? 'observed / shown' : 'observed / fitted',
            steps: [{ name: 'one', values: new Array(n).fill(1), colour: style('--prediction'), width: 1.5 }],
            points: [
              {
                ...points,
                values: points.values.map((value, k) => value / total[k]),
                down: points.down.map((value, k) => value / total[k]),
                up: points.up.map((value, k) => value / total[k]),
              },
            ],
          }
        : null,
      say: (k) => ({
        title: `${brief(shape.edges[k])} – ${brief(shape.edges[k + 1])}`,
        lines: [
          ['observed', brief(shape.observed[k])],
          ['all components', brief(all[k])],
          ...[...shown].reverse().map((name) => [name, brief(shape.components[name][k])]),
        ],
      }),
    });
    place.replaceChildren(drawn.place);
  }
  fill();
  draw();
  const silent = whenSchemeChanges(draw);
  return () => {
    silent();
    drawn?.end();
  };
}
