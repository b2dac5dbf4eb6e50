/** The environment of a process that is to find the packages as users have them: nothing is preloaded, no conditions. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...environment } = process.env;
  return environment;
}
