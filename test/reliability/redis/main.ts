import { runProgram } from '../program.ts';
import { redisFigures } from './figures.ts';

await runProgram({ command: 'pnpm reliability:redis', figures: redisFigures });
