/** Any value that survives JSON. Spelled out here so that this folder imports nothing of ours. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}
