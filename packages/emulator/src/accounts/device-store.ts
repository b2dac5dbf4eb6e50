import type { Decision } from './decision.ts';
import { emulatedSecret, emulatedUserCode } from './emulated-secret.ts';
import type { SavedDevices } from './saved-accounts.ts';

/** Zoho documents five minutes. */
export const deviceLifetimeMs = 300_000;

/** Zoho documents one poll in 30 seconds. */
export const pollIntervalMs = 30_000;

/** As many as are kept; nobody is left to wait for the oldest. */
const maxRequests = 1000;

/** What a device asks for. */
interface DeviceOrder {
  /** Name of the client. */
  readonly client: string;
  readonly scopes: ReadonlySet<string>;
  /** Whether a refresh token is asked for. */
  readonly offline: boolean;
  /** Whether the user is to be asked for consent expressly. */
  readonly prompted: boolean;
}

/** A device that waits for its user. */
export interface DeviceRequest extends DeviceOrder {
  readonly serial: number;
  readonly expiresAt: number;
  lastPollAt?: number;
  decision?: Decision;
}

/** How a poll ends that brings no token. */
export type PollRefusal =
  | 'invalid_code'
  | 'expired'
  | 'slow_down'
  | 'authorization_pending'
  | 'access_denied';

/** A device whose user has agreed. */
interface ApprovedDevice {
  readonly order: DeviceOrder;
  readonly userId: string;
}

/** Devices that have asked to be let in by a user elsewhere. */
export interface DeviceStore {
  start(order: DeviceOrder, now: number): { readonly deviceCode: string; readonly userCode: string };
  /** The device that a user's code stands for, while its user may still decide. However the code is written. */
  awaiting(userCode: string, now: number): DeviceRequest | undefined;
  /** Notes that a device asks. Gives what to tell it. */
  poll(deviceCode: string, client: string, now: number): ApprovedDevice | PollRefusal;
  /** Ends a request: the device has its token. */
  finish(deviceCode: string): void;
  save(): SavedDevices;
  load(saved: SavedDevices): void;
  clear(): void;
}

export function createDeviceStore(seedName: string): DeviceStore {
  const requests = new Map<string, DeviceRequest>();
  let started = 0;

  const userCodeOf = (serial: number): string => emulatedUserCode(`${seedName} user code ${serial}`);

  function keep(request: DeviceRequest): string {
    const deviceCode = emulatedSecret(`${seedName} device ${request.serial}`);
    requests.set(deviceCode, request);
    return deviceCode;
  }

  function clear(): void {
    requests.clear();
    started = 0;
  }

  return {
    start(order, now) {
      for (const deviceCode of requests.keys()) if (requests.size >= maxRequests) requests.delete(deviceCode);
      started += 1;
      const deviceCode = keep({ ...order, serial: started, expiresAt: now + deviceLifetimeMs });
      return { deviceCode, userCode: userCodeOf(started) };
    },
    awaiting(userCode, now) {
      const letters = userCode.toUpperCase().replaceAll(/[^A-Z]/gu, '');
      const found = [...requests.values()].findLast(
        ({ serial }) => userCodeOf(serial).replace('-', '') === letters,
      );
      return found !== undefined && now < found.expiresAt && found.decision === undefined ? found : undefined;
    },
    poll(deviceCode, client, now) {
      const request = requests.get(deviceCode);
      if (request === undefined || request.client !== client) return 'invalid_code';
      if (now >= request.expiresAt) return 'expired';
      const { lastPollAt, decision } = request;
      request.lastPollAt = now;
      if (lastPollAt !== undefined && now - lastPollAt < pollIntervalMs) return 'slow_down';
      if (decision === undefined) return 'authorization_pending';
      return decision === 'denied' ? 'access_denied' : { order: request, userId: decision.userId };
    },
    finish: (deviceCode) => void requests.delete(deviceCode),
    save: () => ({
      started,
      requests: [...requests.values()].map(({ scopes, ...request }) => ({ ...request, scopes: [...scopes] })),
    }),
    load(saved) {
      clear();
      started = saved.started;
      for (const { scopes, ...request } of saved.requests) keep({ ...request, scopes: new Set(scopes) });
    },
    clear,
  };
}
