import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { refuse } from '../../../domain/refusals.ts';
import { problemOf } from './problems.ts';

const yearSeconds = 365 * 24 * 3600;
const immutable = `public, max-age=${yearSeconds}, immutable`;
/** Kept, but asked after each time: a new version is seen at once. */
const askEachTime = 'no-cache';

/**
 * Serves the built web: files with a hash in their name for ever, pages and the service worker asked after each time. An address that
 * is no file is a page of the surface whose folder it begins with, and that surface finds its own way.
 */
export async function addWebFiles(http: FastifyInstance, folder: string): Promise<void> {
  const pages = pagesIn(folder);
  if (pages.length > 0) {
    await http.register(fastifyStatic, {
      root: folder,
      index: ['index.html'],
      redirect: false,
      // What the build packed goes out as it lies there (tools/pack-web.ts).
      preCompressed: true,
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', path.startsWith(join(folder, 'assets')) ? immutable : askEachTime);
      },
    });
  }
  http.setNotFoundHandler((request, reply) => {
    const path = new URL(request.url, 'http://linli.invalid').pathname;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const isPage = isRead && !`${path}/`.startsWith('/api/') && !lastPart(path).includes('.');
    const page = isPage ? pages.find((prefix) => `${path}/`.startsWith(prefix)) : undefined;
    if (page === undefined) return sendNotFound(reply, request.id);
    return reply.sendFile(`${page.slice(1)}index.html`);
  });
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folders that hold a page, as the beginnings of addresses, the longest first. */
function pagesIn(folder: string): string[] {
  if (!existsSync(join(folder, 'index.html'))) return [];
  const surfaces = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'index.html')))
    .map((entry) => `/${entry.name}/`);
  return [...surfaces, '/'];
}

function sendNotFound(reply: FastifyReply, requestId: string): FastifyReply {
  const problem = problemOf(refuse('request.not-found'), requestId);
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}
