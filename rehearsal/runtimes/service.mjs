// What the smoke test is told, from the variables that `cliqkit-emulator exec` sets.
const { env } = process;

export const service = {
  url: env.CLIQ_API_URL,
  accountsUrl: env.CLIQ_ACCOUNTS_URL,
  credentials: {
    clientId: env.CLIQ_CLIENT_ID,
    clientSecret: env.CLIQ_CLIENT_SECRET,
    refreshToken: env.CLIQ_REFRESH_TOKEN,
  },
  demo: JSON.parse(env.REHEARSAL_DEMO),
};
