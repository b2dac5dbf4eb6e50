/** The admin API will not do what it was asked for. */
export class AdminRefusal extends Error {
  override readonly name: string = 'AdminRefusal';
  /** From 400 to 499. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
