import type { Workspace } from './workspace.ts';

/** The workspace that a URL leads to: the organisation's, or that of the network which it names by id or name. */
export function workspaceAt(workspace: Workspace, network: string | undefined): Workspace | undefined {
  if (network === undefined) return workspace;
  return workspace.networks.find(({ id, name }) => id === network || name === network)?.workspace;
}
