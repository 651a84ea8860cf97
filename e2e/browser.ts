import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import sparticuz from '@sparticuz/chromium';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const require = createRequire(import.meta.url);
const shotsFolder = resolve(import.meta.dirname, 'shots');

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

const ownBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

interface FoundBrowser {
  readonly path: string;
  /** Libraries it brings along, for machines without NSS. */
  readonly libraries?: string;
}

/** The version in the package's own manifest, which its exports hide. */
function browserVersion(): string {
  const entry = require.resolve('@sparticuz/chromium');
  const manifest = join(entry.slice(0, entry.lastIndexOf('/build/')), 'package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

async function withEnvironment<T>(values: Readonly<Record<string, string>>, run: () => Promise<T>): Promise<T> {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  try {
    return await run();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/**
 * Unpacks the browser that comes from the registry. It reuses whatever lies at its place without looking at the version or at
 * whether it is whole, so each version and each user has a folder of its own that appears only once it is complete.
 */
async function unpackBrowser(): Promise<FoundBrowser> {
  const folder = join(tmpdir(), `linli-chromium-${browserVersion()}-${process.getuid?.() ?? 'user'}`);
  const found = { path: join(folder, 'chromium'), libraries: join(folder, 'al2023', 'lib') };
  if (existsSync(found.path)) return found;
  const partial = mkdtempSync(`${folder}-`);
  // The name of its Amazon runtime makes it unpack the libraries, too.
  await withEnvironment({ TMPDIR: partial, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' }, () => sparticuz.executablePath());
  try {
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    // Somebody else was faster.
    if (!existsSync(found.path)) throw error;
  }
  return found;
}

async function findBrowser(): Promise<FoundBrowser> {
  const own = process.env['CHROMIUM'] ?? ownBrowsers.find((path) => existsSync(path));
  return own === undefined ? unpackBrowser() : { path: own };
}

/** Tells the browser of one Chinese font that holds rare characters too, whatever the machine has. */
function writeFontConfig(folder: string): string {
  const fonts = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  const prefer = (family: string): string =>
    `<alias binding="strong"><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`;
  const path = join(folder, 'fonts.conf');
  writeFileSync(
    path,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir>` +
      `${existsSync('/usr/share/fonts') ? '<dir>/usr/share/fonts</dir>' : ''}<cachedir>${folder}/cache</cachedir>` +
      `${['sans-serif', 'system-ui', 'PingFang SC'].map(prefer).join('')}</fontconfig>`,
  );
  return path;
}

export interface PageOptions {
  readonly width: number;
  readonly height: number;
  readonly locale?: 'zh-CN' | 'en-GB';
  /** Device pixels per CSS pixel; 2 for phones. */
  readonly scale?: number;
  /** Whether the page may hold the stream of live updates. */
  readonly isLive?: boolean;
  /** Whether the page may put itself on the phone; tests of other things are of the files just built. */
  readonly hasWorker?: boolean;
}

export interface TestBrowser {
  /** A page in a context of its own. Widths below 600 are phones with touch. Keeps what went wrong in `faultsOf(page)`. */
  openPage(options: PageOptions): Promise<Page>;
  close(): Promise<void>;
}

const faults = new WeakMap<Page, string[]>();

/** What a page said went wrong: errors thrown, errors logged, and every request that left this machine. */
export function faultsOf(page: Page): readonly string[] {
  return faults.get(page) ?? [];
}

function keepFaults(page: Page): void {
  const kept: string[] = [];
  faults.set(page, kept);
  page.on('pageerror', (error) => kept.push(`threw: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') kept.push(`logged: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isLocal = !protocol.startsWith('http') || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
    if (!isLocal) kept.push(`asked outside: ${request.url()}`);
  });
}

/** A whole browser asks whether to open another program for a number, and until it is answered no press reaches the page. */
const keepDiallerShut = `
  const press = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () { if (this.protocol !== 'tel:') press.call(this); };
  addEventListener('click', (event) => { if (event.target.closest?.('a[href^="tel:"]')) event.preventDefault(); });
`;

/** Starts a headless browser: `CHROMIUM`, else the machine's own, else the one from the registry. Close it when done. */
export async function startBrowser(): Promise<TestBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'linli-fonts-'));
  const browser: Browser = await launch(await findBrowser(), writeFontConfig(folder));
  return {
    async openPage({ width, height, locale = 'zh-CN', scale = 1, isLive = false, hasWorker = false }) {
      const isPhone = width < 600;
      const context = await browser.newContext({
        viewport: { width, height },
        deviceScaleFactor: scale,
        locale,
        timezoneId: 'Asia/Shanghai',
        isMobile: isPhone,
        hasTouch: isPhone,
        reducedMotion: 'reduce',
        serviceWorkers: hasWorker ? 'allow' : 'block',
      });
      await context.addInitScript(keepDiallerShut);
      const page = await context.newPage();
      // Long enough for a busy machine: what never comes still fails, only later.
      page.setDefaultTimeout(90_000);
      page.setDefaultNavigationTimeout(90_000);
      keepFaults(page);
      // A stream that stays open would keep a page from ever being quiet; 204 tells a browser not to ask again.
      if (!isLive) await context.route('**/api/live', (route) => route.fulfill({ status: 204 }));
      return page;
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function browserEnvironment(fontConfig: string): Record<string, string> {
  // Without a language of its own the browser opens no file with a Chinese name.
  const env: Record<string, string> = { LC_ALL: 'C.UTF-8' };
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  return { ...env, FONTCONFIG_FILE: fontConfig };
}

/**
 * Goes to an address and waits for its heading and for quiet. A phone's surface fetches its other pages one by one, and a busy machine pauses between
 * them: it is done when it asks for its worker, after the last of them. Only then may a test cut the line.
 */
export async function goTo(page: Page, address: string): Promise<void> {
  const isField = new URL(address).pathname.startsWith('/field');
  await Promise.all([
    isField &&
      page.waitForEvent('console', (message) => message.text().includes('Service Worker registration blocked')),
    page.goto(address),
  ]);
  await page.waitForSelector('h1');
  await page.waitForLoadState('networkidle');
}

export interface BareBrowser {
  /** Where another tool drives it. */
  readonly port: number;
  close(): Promise<void>;
}

/** Starts a browser that another tool drives over a port, with nobody else attached to its pages. */
export async function startBareBrowser(): Promise<BareBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'linli-bare-'));
  const { path, libraries } = await findBrowser();
  const env = browserEnvironment(writeFontConfig(folder));
  const args = [...flags, '--headless', '--remote-debugging-port=0', `--user-data-dir=${folder}/profile`];
  for (const more of [{}, ...(libraries === undefined ? [] : [{ LD_LIBRARY_PATH: libraries }])]) {
    const child = spawn(path, args, { env: { ...env, ...more }, stdio: 'ignore' });
    const gone = new Promise<undefined>((done) => child.once('exit', () => done(undefined)));
    const port = await Promise.race([portIn(join(folder, 'profile')), gone]);
    if (port === undefined) continue;
    return {
      port,
      async close() {
        child.kill();
        await gone;
        rmSync(folder, { recursive: true, force: true });
      },
    };
  }
  throw new Error('The browser does not start');
}

/** The port that a browser writes into its profile once it listens; waited for at most a minute. */
async function portIn(profile: string): Promise<number | undefined> {
  const file = join(profile, 'DevToolsActivePort');
  for (let n = 0; n < 600; n += 1) {
    const [line = ''] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    if (line !== '') return Number(line);
    await wait(100);
  }
  return undefined;
}

export interface TestPhone {
  readonly context: BrowserContext;
  /** Closes everything; what was kept stays in the folder. */
  close(): Promise<void>;
}

/** A phone whose storage lies in a folder, so that it can be closed and opened again as people do. Its pages may put themselves on it. */
export async function startPhone(folder: string): Promise<TestPhone> {
  const found = await findBrowser();
  const fonts = mkdtempSync(join(tmpdir(), 'linli-fonts-'));
  const context = await withLibraries(found, writeFontConfig(fonts), (env) =>
    chromium.launchPersistentContext(folder, {
      executablePath: found.path,
      env,
      args: flags,
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      isMobile: true,
      hasTouch: true,
      reducedMotion: 'reduce',
    }),
  );
  context.setDefaultTimeout(90_000);
  await context.route('**/api/live', (route) => route.fulfill({ status: 204 }));
  return {
    context,
    async close() {
      await context.close();
      rmSync(fonts, { recursive: true, force: true });
    },
  };
}

async function launch(found: FoundBrowser, fontConfig: string): Promise<Browser> {
  return withLibraries(found, fontConfig, (env) => chromium.launch({ executablePath: found.path, env, args: flags }));
}

/** Starts with the machine's own libraries where it has them all, else with those the browser brings. */
async function withLibraries<T>(
  { libraries }: FoundBrowser,
  fontConfig: string,
  start: (env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const env = browserEnvironment(fontConfig);
  if (libraries === undefined) return start(env);
  return start(env).catch(() => start({ ...env, LD_LIBRARY_PATH: libraries }));
}

/** Frames of our own may have no address, and so no origin that axe would speak to unasked. */
const axeSource = `${readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')};axe.configure({ allowedOrigins: ['<unsafe_all_origins>'] });`;
const axeOptions = JSON.stringify({
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
});

/** Brings axe into every frame that has none yet: half a megabyte to be read, so once for each document and not for each look. */
async function bringAxe(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    try {
      if (await frame.evaluate("typeof window.axe === 'undefined'")) await frame.evaluate(`${axeSource}undefined`);
    } catch (error) {
      if (!frame.isDetached()) throw error;
    }
  }
}

/** Messages come and go by fading, and half faded their words are faint; waited for at most three seconds. */
async function untilUnfaded(page: Page): Promise<void> {
  const isFading = `[...document.querySelectorAll('[style*="opacity"]')].some((one) => one.style.opacity > 0 && one.style.opacity < 1)`;
  for (let n = 0; n < 60 && (await page.evaluate(isFading)); n += 1) await wait(50);
}

/** Every breach of WCAG 2.2 A and AA that axe finds, one line each: rule, place, and for contrast the ratio. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await bringAxe(page);
  await untilUnfaded(page);
  // Every frame is our own, so axe asks them itself; what passes stays in the page.
  const violations = await page.evaluate<AxeResults['violations']>(
    `axe.run(document, ${axeOptions}).then(({ violations }) => violations)`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => {
      const ratio = (any[0]?.data as { contrastRatio?: number } | undefined)?.contrastRatio;
      return `${id}: ${target.join(' ')}${ratio === undefined ? '' : ` (${ratio})`}`;
    }),
  );
}

/** Takes a picture of what is in sight (or of the whole page) into e2e/shots, once its fonts are there. */
export async function shoot(page: Page, name: string, { isWhole = false } = {}): Promise<string> {
  mkdirSync(shotsFolder, { recursive: true });
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  const path = join(shotsFolder, `${name}.png`);
  await page.screenshot({ path, fullPage: isWhole });
  return path;
}

/** Closes a page and its context. */
export async function closePage(page: Page): Promise<void> {
  await page.context().close();
}
