import type { SignOnProvider } from '../../../contract/sign-on.ts';
import type { SignOnPort } from '../../outside/sign-on/port.ts';

/** The portals that staff may sign on at, and whether each can be asked now. */
export async function listSignOn(ports: readonly SignOnPort[]): Promise<{ items: SignOnProvider[] }> {
  const items = ports.map(async (port) => {
    const isAvailable = await port.isAvailable();
    return { id: port.id, name: port.name, isAvailable, canLeave: isAvailable && port.canLeave() };
  });
  return { items: await Promise.all(items) };
}
