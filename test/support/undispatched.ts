import { expect } from 'vitest';
import { Shop } from './shop.ts';

/** @returns kinds of the effects that the branch owes, oldest first. */
export async function owed(shop: Shop): Promise<string[]> {
  return (await shop.state()).repository.owed.map((each) => each.effect.kind);
}

/** @returns a shop with v1 whose first dispatch is still owed: GitHub was busy. */
export async function undispatched(): Promise<Shop> {
  const shop = new Shop();
  shop.runner.scriptNext({ answer: 'not-now' });
  await shop.push();
  expect(await owed(shop)).toContain('dispatch');
  return shop;
}
