import { createServer } from 'node:http';
import { answerQuestions } from './answer-questions.ts';

const [body = ''] = process.argv.slice(2);
const headers = {
  'content-type': 'application/json;charset=UTF-8',
  'content-length': Buffer.byteLength(body),
};

/** Reads what comes and answers the same bytes to everything: as fast as Node can be with HTTP alone. */
const server = createServer((incoming, outgoing) => {
  incoming.on('end', () => outgoing.writeHead(200, headers).end(body)).resume();
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  answerQuestions({ url: () => `http://127.0.0.1:${port}` });
});
