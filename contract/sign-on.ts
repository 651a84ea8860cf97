import { z } from 'zod';
import { text } from '../domain/text.ts';
import { route } from './route.ts';

/** The surfaces that staff sign in at; a sign-on elsewhere comes back to the one it began at. */
export const signOnSurface = z.enum(['desk', 'field', 'wall']);
export type SignOnSurface = z.output<typeof signOnSurface>;

const provider = z.object({
  id: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  /** Whether it can be asked now; a screen says so and asks again. */
  isAvailable: z.boolean(),
  /** Whether one can be signed out there, too. */
  canLeave: z.boolean(),
});
export type SignOnProvider = z.output<typeof provider>;

export const signOnRoutes = {
  'GET /sign-on': route({
    access: { open: 'The sign-in page offers the portals of the city before anybody has signed in.' },
    summary: text('可用的统一身份认证', 'Where staff can sign on instead of by password'),
    output: z.object({ items: z.array(provider) }),
  }),
} as const;

/** Pages a browser goes to, beside the contract: they answer by sending it on. */
export const signOnPaths = {
  begin: '/auth/sign-on/:id',
  finish: '/auth/sign-on/:id/return',
  leave: '/auth/sign-on/:id/leave',
  /** Where a provider of OpenID Connect says that somebody has signed out there. */
  end: '/auth/sign-on/:id/logout',
} as const;

/** Where one comes from and where one wanted to go: a path within the surface, opaque here. */
export const signOnBegin = z.object({ surface: signOnSurface.catch('desk'), next: z.string().max(500).catch('/') });
