import { existsSync, readFileSync } from 'node:fs';

// `npm start`. Plain JavaScript without a build, and nothing is imported before it is known that it can be: who has the
// wrong Node, or has not built yet, is told so instead of shown a stack trace.

const app = new URL('../lib/app/main.js', import.meta.url);

const why = whyNot();
if (why === null) await import(app.href);
else {
  process.stderr.write(`${why}\n`);
  process.exitCode = 1;
}

/** @returns {string | null} */
function whyNot() {
  const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const needed = engines.node.replace('>=', '');
  const has = process.versions.node;
  if (has.localeCompare(needed, 'en', { numeric: true }) < 0) {
    return `Signalbox needs Node ${needed} or newer; this is ${has}.`;
  }
  return existsSync(app) ? null : 'There is no lib/app/main.js yet: run npm run build first.';
}
