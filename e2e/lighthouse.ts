import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import lighthouse, { desktopConfig, type Flags } from 'lighthouse';
import { startBareBrowser } from './browser.ts';

export type Category = 'accessibility' | 'best-practices' | 'performance';

/** One page, by whom it is opened, and on what. */
export interface Subject {
  readonly path: string;
  readonly cookie?: string;
  /** A desk's screen and line; else a phone of the middle kind on a slow line, as Lighthouse simulates them. */
  readonly isDesktop?: boolean;
  readonly categories: readonly Category[];
  /** Single audits beside them, for their figures. */
  readonly audits?: readonly string[];
}

export interface Measured {
  /** Of a hundred; a category that was not asked for is not there. */
  readonly scores: Readonly<Partial<Record<Category, number>>>;
  /** Milliseconds, bytes, or the share that moved, by the audit's name. */
  readonly figures: Readonly<Record<string, number>>;
  /** Every audit that costs points, with what it found. */
  readonly wrong: readonly string[];
}

export interface Lighthouse {
  measure(subject: Subject): Promise<Measured>;
  close(): Promise<void>;
}

/**
 * Stands before the platform and leaves one header out: the browser the tests bring along ends every page with a referrer policy as
 * soon as Lighthouse traces it (net::ERR_ABORTED, with any server). All else passes as it is.
 */
async function withoutReferrerPolicy(address: string): Promise<{ address: string; close(): Promise<void> }> {
  const { hostname, port } = new URL(address);
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const onward = ask({ hostname, port, path: url, method, headers }, (answer) => {
      const { 'referrer-policy': _, ...rest } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, rest);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

type Report = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr'];

/** The audits of a category that weigh something and are not met, and the first places each names. */
function wrongIn({ categories, audits }: Report, category: Category): readonly string[] {
  const unmet = (categories[category]?.auditRefs ?? []).filter(
    ({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9,
  );
  return unmet.map(({ id }) => {
    const items = (audits[id]?.details as { items?: readonly { node?: { selector?: string } }[] } | undefined)?.items;
    const places = (items ?? []).slice(0, 3).map(({ node, ...rest }) => node?.selector ?? JSON.stringify(rest));
    return `${category}: ${id} ${audits[id]?.displayValue ?? ''} ${places.join(' | ')}`.slice(0, 400);
  });
}

function measuredOf(report: Report, categories: readonly Category[]): Measured {
  const scores = categories.map((name) => [name, Math.round((report.categories[name]?.score ?? 0) * 100)] as const);
  const figures = Object.entries(report.audits).flatMap(([name, { numericValue }]) =>
    numericValue === undefined ? [] : [[name, numericValue] as const],
  );
  return {
    scores: Object.fromEntries(scores),
    figures: Object.fromEntries(figures),
    wrong: categories.flatMap((name) => wrongIn(report, name)),
  };
}

/** Opens Lighthouse before a running platform. One page at a time: it measures the machine, too. */
export async function startLighthouse(address: string): Promise<Lighthouse> {
  const [before, browser] = await Promise.all([withoutReferrerPolicy(address), startBareBrowser()]);
  return {
    async measure({ path, cookie, isDesktop = false, categories, audits = [] }) {
      const flags: Flags = {
        port: browser.port,
        logLevel: 'error',
        output: 'json',
        onlyCategories: [...categories],
        ...(audits.length > 0 ? { onlyAudits: [...audits] } : {}),
        ...(cookie ? { extraHeaders: { Cookie: cookie } } : {}),
      };
      const result = await lighthouse(`${before.address}${path}`, flags, isDesktop ? desktopConfig : undefined);
      if (!result || result.lhr.runtimeError)
        throw new Error(`${path} could not be measured: ${result?.lhr.runtimeError?.message}`);
      return measuredOf(result.lhr, categories);
    },
    async close() {
      await browser.close();
      await before.close();
    },
  };
}
