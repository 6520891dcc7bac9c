// Draws what worker-benchmarks measured.
const WIDTH = 720;
const LEFT = 250;
const RIGHT = 130;
const ROW = 30;

/** A figure of one measurement: a bar for each side's median, a line over its quartiles. */
export function figure(result, comparison, quantity) {
  const { measurements, rounds } = result.comparisons.find((it) => it.title === comparison);
  const { series, unit } = measurements.find((it) => it.quantity === quantity);
  const { jdk, machine, command } = result.environment;
  const most = Math.max(...series.map((it) => quantile(it.values, 0.75)));
  const x = (value) => LEFT + (value / most) * (WIDTH - LEFT - RIGHT);
  const rows = series.map((side, row) => bar(side, row * ROW, x, unit)).join('\n');
  const label = `${quantity}, ${unit}`;
  return `<figure>
<svg viewBox="0 0 ${WIDTH} ${series.length * ROW}" role="img" aria-label="${escaped(label)}" font-size="13" fill="currentColor">
${rows}
</svg>
<figcaption>${escaped(`${label}, ${jdk}: medians and quartiles of ${rounds} rounds on ${machine}.`)} <code>${escaped(command)}</code></figcaption>
</figure>
`;
}

function bar({ side, values }, top, x, unit) {
  const middle = top + ROW / 2;
  const [low, median, high] = [0.25, 0.5, 0.75].map((part) => quantile(values, part));
  return `<text x="${LEFT - 10}" y="${middle + 4}" text-anchor="end">${escaped(side)}</text>
<rect x="${LEFT}" y="${top + 5}" width="${(x(median) - LEFT).toFixed(1)}" height="${ROW - 10}" fill="var(--vp-c-brand-3)"/>
<path d="M${x(low).toFixed(1)} ${middle}H${x(high).toFixed(1)}" stroke="currentColor"/>
<text x="${WIDTH - RIGHT + 10}" y="${middle + 4}">${escaped(`${shown(median)} ${unit}`)}</text>`;
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
