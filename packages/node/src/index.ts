export { type FileTokensOptions, fileTokens } from './file-tokens.ts';
export { type UndiciOptions, type UndiciReply, type UndiciRequest, undiciFetch } from './undici-fetch.ts';
