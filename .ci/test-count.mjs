// Prints "N passed, N failed" from vitest's JSON report; fails when a test failed or none ran.
import { existsSync, readFileSync } from 'node:fs';

const [path] = process.argv.slice(2);
const report = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
const passed = report.numPassedTests ?? 0;
// A file that cannot be loaded has no tests of its own to count, so it counts as one failure.
const broken = (report.testResults ?? []).filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
);
const failed = (report.numFailedTests ?? 0) + broken.length;

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
