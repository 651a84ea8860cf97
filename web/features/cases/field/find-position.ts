import type { LonLat } from '../../../ui/map/geo.ts';

export interface Found {
  readonly point: LonLat;
  readonly accuracyM: number;
}

export type PositionFault = 'refused' | 'failed';

/** Asks for the position once; nothing is watched. */
export function findPosition(): Promise<Found | PositionFault> {
  return new Promise((settle) => {
    if (!('geolocation' in navigator)) return settle('failed');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => settle({ point: [coords.longitude, coords.latitude], accuracyM: coords.accuracy }),
      ({ code, PERMISSION_DENIED }) => settle(code === PERMISSION_DENIED ? 'refused' : 'failed'),
      { enableHighAccuracy: true, timeout: 12_000, maximumAge: 0 },
    );
  });
}
