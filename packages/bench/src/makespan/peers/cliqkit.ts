import type { BudgetStore } from 'cliqkit';
import { createCliq, memoryBudgets } from 'cliqkit';
import type { Call, Service } from './peer.ts';

function client(service: Service, store?: BudgetStore): Call {
  const { baseUrl, accountsUrl, accessToken, chatId, fetch } = service;
  const { pins } = createCliq({
    dataCenter: { api: baseUrl, accounts: accountsUrl },
    credentials: { accessToken },
    fetch,
    ...(store === undefined ? {} : { pace: { store, user: 'ana' } }),
  });
  return () => pins.getPrimary(chatId);
}

/** As it comes. */
export function byItself(service: Service): Call {
  return client(service);
}

/** Clients that share one store of budgets, as processes do over a server. */
export function sharing(): (service: Service) => Call {
  const store = memoryBudgets();
  return (service) => client(service, store);
}
