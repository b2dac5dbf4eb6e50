import { figures } from './figures.ts';
import { runProgram } from './program.ts';

await runProgram({ command: 'pnpm reliability', figures });
