#!/usr/bin/env node
import { machineWorld } from './cli/machine-world.ts';
import { runCli } from './cli/run-cli.ts';

// Whoever reads what is printed, such as `head`, may stop reading.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));

process.exitCode = await runCli(process.argv.slice(2), machineWorld());
