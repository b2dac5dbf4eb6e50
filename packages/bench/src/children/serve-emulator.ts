import { createEmulator } from '@cliqkit/emulator';
import { boundless } from '../emulator/boundless.ts';
import { answerQuestions } from './answer-questions.ts';

const [scenario] = process.argv.slice(2);
const emulator = await createEmulator({
  ...boundless,
  ...(scenario === undefined ? {} : { seed: scenario }),
});

answerQuestions({
  url: () => emulator.url,
  token: () => emulator.issueToken({ expiresInMs: 86_400_000 }),
});
