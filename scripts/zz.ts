import { BenchWorld } from './bench-requests/bench-world.ts';
import { traceOf } from './bench-requests/spend.ts';
const world = await BenchWorld.open({ front: 'app' });
try {
  await world.push('one'); await world.succeeded(1);
  const requests = await world.count(async () => { await world.push('two'); await world.succeeded(2); });
  console.log(requests.length); console.log(traceOf(requests));
console.log(await world.stage.repository.git('log','-p','--reverse','--format=%n=== %cI %s','-8','signalbox/releases','--','repository.json'));
} finally { await world.close(); }
