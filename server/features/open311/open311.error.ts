/** A "no" in the words and numbers of GeoReport v2; it becomes a list of errors in the format that was asked for. */
export class Open311Error extends Error {
  readonly status: 400 | 403 | 404 | 415;
  constructor(status: Open311Error['status'], description: string) {
    super(description);
    this.name = 'Open311Error';
    this.status = status;
  }
}
