// Draws what worker-benchmarks measured.
// Narrow, with each label above its bar: it must be readable on a phone.
const WIDTH = 480;
const RIGHT = 110;
const ROW = 42;
const BAR = 16;

/** A figure of one measurement: a bar for each side's median, a line over its quartiles. */
export function figure(result, comparison, quantity) {
  const { rounds, series, unit } = measured(result, comparison, quantity);
  const { jdk, machine, command } = result.environment;
  return drawn(series, quantity, unit, `${jdk}: medians and quartiles of ${rounds} rounds on ${machine}.`, command);
}

/** The same of several JDKs in one figure, of those `sides` only, each JDK's bar beside the other's. */
export function together(results, comparison, quantity, sides) {
  const all = results.map((result) => measured(result, comparison, quantity));
  const series = sides.flatMap((side) =>
    all.map((each, i) => ({ ...each.series.find((it) => it.side === side), side: named(side, results, i) })),
  );
  const { machine, command } = results[0].environment;
  const text = `medians and quartiles of ${all[0].rounds} rounds on ${machine}.`;
  return drawn(series, quantity, all[0].unit, text, command);
}

function named(side, results, i) {
  return results.length > 1 ? `${side}, JDK ${results[i].environment.jdkFeature}` : side;
}

function measured(result, comparison, quantity) {
  const { measurements, rounds } = result.comparisons.find((it) => it.title === comparison);
  const { series, unit } = measurements.find((it) => it.quantity === quantity);
  return { rounds, series, unit };
}

function drawn(series, quantity, unit, text, command) {
  const most = Math.max(...series.map((it) => quantile(it.values, 0.75)));
  const x = (value) => (value / most) * (WIDTH - RIGHT);
  const rows = series.map((side, row) => bar(side, row * ROW, x, unit)).join('\n');
  const label = `${quantity}, ${unit}`;
  return `<figure>
<svg viewBox="0 0 ${WIDTH} ${series.length * ROW}" width="${WIDTH}" role="img" aria-label="${escaped(label)}" font-size="13" fill="currentColor">
${rows}
</svg>
<figcaption>${escaped(`${label}, ${text}`)} <code>${escaped(command)}</code></figcaption>
</figure>
`;
}

function bar({ side, values }, top, x, unit) {
  const bottom = top + ROW - 6;
  const middle = bottom - BAR / 2;
  const [low, median, high] = [0.25, 0.5, 0.75].map((part) => quantile(values, part));
  return `<text x="0" y="${bottom - BAR - 5}">${escaped(side)}</text>
<rect x="0" y="${bottom - BAR}" width="${x(median).toFixed(1)}" height="${BAR}" fill="var(--vp-c-brand-3)"/>
<path d="M${x(low).toFixed(1)} ${middle}H${x(high).toFixed(1)}" stroke="currentColor"/>
<text x="${WIDTH - RIGHT + 10}" y="${bottom - 3}">${escaped(`${shown(median)} ${unit}`)}</text>`;
}

/** As the benchmarks' own tables have it: between two values, in proportion. */
function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = part * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
}

function shown(value) {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
