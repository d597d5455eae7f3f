/**
 * Environment of a `git` that does nothing after its command has ended. Newer ones (2.47) tidy up in a process of
 * their own after a commit, fetch or push, while a test may already remove the folder.
 */
export const WITHOUT_MAINTENANCE = {
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'maintenance.auto',
  GIT_CONFIG_VALUE_0: 'false',
} as const;
