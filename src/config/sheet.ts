import type { Json } from '../domain/json.ts';
import { START } from './problems.ts';
import type { Position, Problems } from './problems.ts';

/** Way to a value in a file: keys of maps and places in lists. */
export type Path = readonly (string | number)[];

/** Where a value and the key before it stand. */
export interface Place {
  readonly value: Position;
  readonly key: Position;
}

/** A YAML file that could be read: its value, and where every part of it stands. */
export class Sheet {
  readonly file: string;
  readonly value: Json;
  readonly #places: ReadonlyMap<string, Place>;
  readonly #problems: Problems;

  constructor(file: string, value: Json, places: ReadonlyMap<string, Place>, problems: Problems) {
    this.file = file;
    this.value = value;
    this.#places = places;
    this.#problems = problems;
  }

  /** Notes a problem at a value, or at the key before it; where nothing stands there, at what is around it. */
  problem(path: Path, message: string, at: keyof Place = 'value'): void {
    this.#problems.add(this.file, this.#positionOf(path, at), message);
  }

  /** Whether so much is wrong already that what comes now will not be shown. */
  isFull(): boolean {
    return this.#problems.isFull();
  }

  #positionOf(path: Path, at: keyof Place): Position {
    for (let length = path.length; length >= 0; length -= 1) {
      const place = this.#places.get(placeKey(path.slice(0, length)));
      if (place !== undefined) return length === path.length ? place[at] : place.value;
    }
    return START;
  }
}

/** @returns the key of a path in a map of places. */
export function placeKey(path: Path): string {
  return JSON.stringify(path);
}

/** @returns how people name a path: `processes.standard.phases[2].gates`. */
export function spellPath(path: Path): string {
  if (path.length === 0) return 'the file';
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      const name = /^[\w-]{1,60}$/.test(step) ? step : JSON.stringify(step.slice(0, 60));
      return index === 0 ? name : `.${name}`;
    })
    .join('');
}
