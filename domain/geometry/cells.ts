/** Cells a degree of latitude: one is 150 m high. */
const perDegree = 740;
const rowFactor = 2 ** 20;
const radian = Math.PI / 180;
/** Metres of a degree of latitude, taken small, so that nothing near is missed. */
const metresPerDegreeLow = 110_570;

/** Cells a degree of longitude in a row; a whole number for each degree of latitude, so that every machine agrees. */
function columnsPerDegree(row: number): number {
  const lat = Math.floor(row / perDegree) - 90 + 0.5;
  return Math.max(1, Math.round(perDegree * Math.cos(lat * radian)));
}

function rowAt(lat: number): number {
  return Math.floor((Math.min(90, Math.max(-90, lat)) + 90) * perDegree);
}

function columnAt(row: number, lon: number): number {
  return Math.floor((Math.min(180, Math.max(-180, lon)) + 180) * columnsPerDegree(row));
}

/** The cell of about 150 m × 150 m a point lies in, as an integer below 2^37: for an indexed column, never for people. */
export function cellOf(lon: number, lat: number): number {
  const row = rowAt(lat);
  return row * rowFactor + columnAt(row, lon);
}

/**
 * Every cell that may hold a point within so many metres: a superset, to be narrowed by `distanceM`.
 * Up to 5 km (about 5,000 cells), RangeError beyond.
 */
export function cellsWithin(lon: number, lat: number, metres: number): number[] {
  if (!(metres >= 0 && metres <= 5_000)) throw new RangeError(`not a nearness in metres: ${metres}`);
  const up = metres / metresPerDegreeLow;
  const farthest = Math.min(89.9, Math.abs(lat) + up);
  const across = up / Math.cos(farthest * radian);
  const cells: number[] = [];
  for (let row = rowAt(lat - up); row <= rowAt(lat + up); row += 1) {
    const last = columnAt(row, lon + across);
    for (let column = columnAt(row, lon - across); column <= last; column += 1) cells.push(row * rowFactor + column);
  }
  return cells;
}
