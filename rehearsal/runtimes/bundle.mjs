// Bundles programs of a project with what they import, as its users would for a worker or a page.
import { rolldown } from 'rolldown';

const [folder, ...inputs] = process.argv.slice(2);
for (const input of inputs) {
  const bundle = await rolldown({ input, platform: 'browser', logLevel: 'warn' });
  await bundle.write({ dir: folder, format: 'esm', codeSplitting: false });
  await bundle.close();
}
