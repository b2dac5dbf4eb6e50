// What `redocly lint` and `redocly bundle` do for the three modules, with the library behind them.
import { loadSpecs } from '../../../../scripts/src/load-modules.ts';
import { repository } from './spec-tree.ts';

await loadSpecs(repository);
