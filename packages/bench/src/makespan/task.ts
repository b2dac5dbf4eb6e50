import type { PeerName } from './peers/peers.ts';
import type { Scene } from './scene.ts';

/** What a child is asked to play. It answers with an `Outcome`. */
export interface Task {
  readonly peer: PeerName;
  readonly scene: Scene;
}
