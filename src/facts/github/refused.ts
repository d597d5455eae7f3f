import { GitHubRefused } from '../../github/client.ts';

/**
 * Asks GitHub and takes "there is no such thing" as an answer.
 * @param statuses HTTP statuses that mean it; 404 unless told
 * @returns null instead of a refusal with one of these statuses; other errors pass.
 */
export async function orNull<T>(asked: Promise<T>, statuses: readonly number[] = [404]): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GitHubRefused && statuses.includes(error.status)) return null;
    throw error;
  }
}
