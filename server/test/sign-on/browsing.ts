/** A browser without a screen: it keeps cookies by host, follows no redirect by itself and sends the forms of portals. */
export function openBrowser() {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (address: string): Map<string, string> => {
    const { host } = new URL(address);
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    return jar;
  };
  const go = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const jar = jarOf(address);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string>) };
    const answer = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name === undefined) continue;
      if (value === '' || /expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value as string);
    }
    return answer;
  };
  /** Where an answer sends the browser. */
  const nextOf = (answer: Response, from: string): string => {
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`${answer.status} leads nowhere: ${from}`);
    return new URL(location, from).href;
  };
  return {
    go,
    jarOf,
    nextOf,
    /** Goes on from redirect to redirect until an address starts with `stop`, which is not asked any more, or until a page. */
    async follow(address: string, stop: string): Promise<{ address: string; page: string }> {
      let at = address;
      for (let steps = 0; steps < 20; steps += 1) {
        if (at.startsWith(stop)) return { address: at, page: '' };
        const answer = await go(at);
        if (answer.status < 300 || answer.status >= 400) return { address: at, page: await answer.text() };
        at = nextOf(answer, at);
      }
      throw new Error(`Round and round: ${at}`);
    },
    /** Sends the form of a portal's page and gives where it leads. */
    async send(from: string, page: string, values: Readonly<Record<string, string>>): Promise<string> {
      const [form] = /<form [^>]*method="post"[^>]*>/.exec(page) ?? [];
      if (!form) throw new Error(`There is no form: ${page}`);
      const [, action = from] = /action="([^"]+)"/.exec(form) ?? [];
      const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)];
      const body = new URLSearchParams(values);
      for (const [, name, value] of hidden)
        body.set(
          String(name),
          (value ?? '').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
        );
      const address = new URL(action, from).href;
      const answer = await go(address, { method: 'POST', body });
      return answer.status < 400 ? nextOf(answer, address) : `${answer.status}`;
    },
  };
}

export type Browser = ReturnType<typeof openBrowser>;
