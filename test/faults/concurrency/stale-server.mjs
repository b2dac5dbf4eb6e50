// Runs in a thread of its own, so that it goes on while the thread of the test is frozen.
import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

let answered = 0;
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (bytes) => {
    body += bytes;
  });
  request.on('end', () => {
    answered += 1;
    parentPort.postMessage({ answered, method: request.method, body });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"data":[],"type":"chat.pin","message_id":"1791010800125_12958180473"}');
    // The connection stays, and is dead a moment later: by a reset, or closed as if idle for too long.
    const { socket } = request;
    setTimeout(() => (workerData.how === 'reset' ? socket.resetAndDestroy() : socket.end()), 15);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => parentPort.postMessage({ port: server.address().port }));
