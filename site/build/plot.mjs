// Draws what worker-benchmarks measured.
// Narrow, with each label above its bar: it must be readable on a phone.
const WIDTH = 480;
const RIGHT = 140;
const NAME = 20;
const BAR = 14;
const GAP = 8;

/**
 * A figure of one quantity: for each side a bar per JDK, one below the other. A bar is the median, a line over it goes from the lower to
 * the upper quartile.
 *
 * @param results the same benchmark on each JDK
 * @param sides which sides, all if not given
 */
export function figure(results, comparison, quantity, sides) {
  const all = results.map((result) => measured(result, comparison, quantity));
  const { unit, rounds } = all[0];
  const { machine, command } = results[0].environment;
  const rows = (sides ?? all[0].series.map((it) => it.side)).map((side) => ({
    side,
    bars: all.map(({ series }, i) => ({
      jdk: results[i].environment.jdkFeature,
      values: series.find((it) => it.side === side).values,
    })),
  }));
  const most = Math.max(...rows.flatMap((row) => row.bars.map((it) => quantile(it.values, 0.75))));
  const x = (value) => (value / most) * (WIDTH - RIGHT);
  const height = NAME + results.length * (BAR + 2) + GAP;
  const title = `${comparison}: ${named(quantity)}${unit.startsWith('a ') ? ' ' : ', '}${unit}`;
  return `<figure class="plot">
<p class="plot-title">${escaped(title)}</p>
<svg viewBox="0 0 ${WIDTH} ${rows.length * height}" width="${WIDTH}" role="img" aria-label="${escaped(title)}" font-size="13" fill="currentColor">
${rows.map((row, i) => drawn(row, i * height, x, unit)).join('\n')}
</svg>
<figcaption>Medians and quartiles of ${rounds} rounds. ${escaped(machine)}. <code>${escaped(command)}</code></figcaption>
</figure>
`;
}

/** What is measured, in the words of a reader. */
function named(quantity) {
  return { CPU: 'CPU time', wall: 'wall time', resident: 'resident memory', files: 'files compiled' }[quantity] ?? quantity;
}

function measured(result, comparison, quantity) {
  const { measurements, rounds } = result.comparisons.find((it) => it.title === comparison);
  const { series, unit } = measurements.find((it) => it.quantity === quantity);
  return { rounds, series, unit };
}

function drawn({ side, bars }, top, x, unit) {
  const name = `<text x="0" y="${top + NAME - 6}">${escaped(side)}</text>`;
  return [name, ...bars.map((it, i) => bar(it, top + NAME + i * (BAR + 2), x, unit, i))].join('\n');
}

function bar({ jdk, values }, top, x, unit, number) {
  const middle = top + BAR / 2;
  const [low, median, high] = [0.25, 0.5, 0.75].map((part) => quantile(values, part));
  return `<rect x="0" y="${top}" width="${x(median).toFixed(1)}" height="${BAR}" fill="var(--vp-c-brand-3)" opacity="${number ? 0.6 : 1}"/>
<path d="M${x(low).toFixed(1)} ${middle}H${x(high).toFixed(1)}" stroke="currentColor"/>
<text x="${WIDTH - RIGHT + 8}" y="${top + BAR - 3}" font-size="12">${escaped(`${shown(median)} ${unit.replace(/(?<=\S) a .*/, '')}, JDK ${jdk}`)}</text>`;
}

/** As the benchmarks' own tables have it: between two values, in proportion. */
export function quantile(values, part) {
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
