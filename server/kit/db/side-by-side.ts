/** What every statement after a failed one is answered. */
const isAborted = (error: unknown): boolean => (error as { code?: string } | null)?.code === '25P02';

/**
 * Awaits reads of one transaction that were begun together: their statements go out without waiting for each other's answers. All of them have
 * ended when this ends, since what still ran would run in the next transaction of the connection, in another's scope.
 * @throws what failed first, once all have ended
 */
export async function sideBySide<T extends readonly unknown[]>(
  begun: readonly [...{ [K in keyof T]: Promise<T[K]> }],
): Promise<T> {
  const ended = await Promise.allSettled(begun);
  const failures = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (failures.length > 0) throw failures.find((one) => !isAborted(one)) ?? failures[0];
  return ended.map((one) => (one as PromiseFulfilledResult<unknown>).value) as unknown as T;
}
