// A tool on Node.js that stays alive: it writes its arguments, one per line, to the file that the first one names.
const fs = require('fs');
const path = require('path');

function draft(directory, [output, ...lines]) {
  fs.writeFileSync(path.resolve(directory, output), lines.join('\n') + '\n');
  console.error(`wrote ${output}`);
  return 0;
}

function send(fields) {
  const sent = Object.entries(fields).map(([name, value]) => `${Buffer.byteLength(`${name}=${value}`)}:${name}=${value}\n`);
  fs.writeSync(1, sent.join('') + '0:\n');
}

/** The fields of the first message in `bytes`, and where it ends; nothing if it is not complete. */
function message(bytes) {
  const fields = { arg: [] };
  for (let at = 0; ; ) {
    const colon = bytes.indexOf(':', at);
    const length = colon < 0 ? 0 : Number(bytes.toString('latin1', at, colon));
    const end = colon + 1 + length;
    if (colon < 0 || bytes.length <= end) return undefined;
    if (length === 0) return { fields, end: end + 1 };
    const [, name, value] = bytes.toString('utf8', colon + 1, end).match(/^(.*?)=(.*)$/s);
    if (name === 'arg') fields.arg.push(value);
    else fields[name] = value;
    at = end + 1;
  }
}

let bytes = Buffer.alloc(0);
process.stdin.on('data', (more) => {
  bytes = Buffer.concat([bytes, more]);
  for (let next = message(bytes); next; next = message(bytes)) {
    bytes = bytes.subarray(next.end);
    const { type, id, dir, arg } = next.fields;
    if (type === 'ping') send({ type: 'pong' });
    if (type === 'work') send({ type: 'done', id, exit: draft(dir, arg) });
  }
});
process.stdin.on('end', () => process.exit());
send({ type: 'ready', protocol: 1, can: 'ping' });
