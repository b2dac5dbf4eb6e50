/** The two calls as openapi-fetch wants them typed. */
export interface PathsOfPins {
  '/api/v3/chats/{CHAT_ID}/pin-messages': {
    get: {
      parameters: { path: { CHAT_ID: string }; query?: { primary?: boolean } };
      responses: { 200: { content: { 'application/json': unknown } } };
    };
    post: {
      parameters: { path: { CHAT_ID: string } };
      requestBody: {
        content: { 'application/json': { message_id: string; expiry_time: number; notify: boolean } };
      };
      responses: { 200: { content: { 'application/json': unknown } } };
    };
  };
}
