// Runs the smoke test as a worker: what arrives says where the emulator is.
import type { Service } from './smoke.ts';
import { smoke } from './smoke.ts';

export default {
  async fetch(request: Request): Promise<Response> {
    // Sent by the program that started this worker.
    const service = (await request.json()) as Service;
    try {
      return Response.json({ held: await smoke(service) });
    } catch (error) {
      return Response.json({ error: error instanceof Error ? error.stack : String(error) }, { status: 500 });
    }
  },
};
