import './map-credit.css';

/** The notice of the ground's makers; shown on every map, as their licence asks. */
export function MapCredit() {
  return <small className="ll-map-credit">© OpenStreetMap contributors</small>;
}
