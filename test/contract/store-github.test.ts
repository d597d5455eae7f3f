import { worldOfFile } from './store-github-world.ts';
import { storeContract } from './store-contract.ts';

const world = worldOfFile();

storeContract('github', () => world().repository());
