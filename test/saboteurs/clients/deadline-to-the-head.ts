import type { Middleware } from 'cliqkit';
import { deadline, receive } from 'cliqkit';
import { clientWith } from '../replaceable-client.ts';
import type { Saboteur } from '../setup.ts';

const forEver = Number.MAX_SAFE_INTEGER;

export const deadlineToTheHead: Saboteur = {
  does: 'stops its clock when the head of a reply is there, and reads the body for as long as it takes',
  make(setup) {
    const { clock } = setup;
    const none: Middleware = (request, _call, next) => next(request);
    return clientWith(setup, {
      deadline: none,
      receive: [receive({ clock, attemptTimeout: forEver }), deadline({ clock })],
    });
  },
  breaks: ['INV-18'],
};
