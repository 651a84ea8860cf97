import type { Messages } from '../namespaces.ts';
import type { map as zh } from '../zh/map.ts';

export const map = {
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  count: '{{n}}',
  coordinates: 'Longitude, latitude',
  coordinatesWrong: 'Write “longitude, latitude”, for example 121.49, 31.24',
  adding: 'Press the map to add corners; double press or “Close outline” ends.',
  editing:
    'Drag a corner to move it; press a small dot to add one; Delete or right press removes it, arrow keys nudge.',
  closeOutline: 'Close outline',
  clearOutline: 'Start again',
  corner: 'Corner {{n}}, arrow keys move it, Delete removes it',
  middle: 'Add a corner here',
  cornerList: 'Coordinates of the corners ({{n}})',
  cornerLon: 'Longitude of corner {{n}}',
  cornerLat: 'Latitude of corner {{n}}',
  addCorner: 'Add a corner',
  removeCorner: 'Remove corner {{n}}',
  area: '{{n}} corners, {{ha}} ha',
  fault: {
    'too-few': 'Three corners at least',
    crossed: 'The outline crosses itself',
    'too-small': 'The area is too small',
  },
} as const satisfies Messages<typeof zh>;
