/**
 * Every line of the frame around the facts, by the room that speaks it. A key that stands here and not in
 * `wording.yaml` is a fault at load, and so is the reverse. `{name}` in a line is filled in.
 */
const ANSWERING = [
  'asOf',
  'basis.official',
  'basis.report',
  'basis.law',
  'basis.treaty',
  'superseded',
  'historical',
] as const;

export const WORDING_KEYS = [...ANSWERING] as const;
export type WordingKey = (typeof WORDING_KEYS)[number];
