import { doTasks } from '../../frame/child-tasks.ts';
import type { Task } from '../task.ts';
import { installVirtualTime } from '../virtual-time.ts';

const time = installVirtualTime();
// Loaded now: the emulator and the libraries have to find virtual time.
const { peers } = await import('../peers/peers.ts');
const { play } = await import('../play.ts');

doTasks<Task>(async ({ peer, scene }) => play(await peers[peer](), scene, time));
