import type { JsonObject } from '../actions/host.ts';
import { nodeId } from '../ids.ts';
import type { Account } from '../model/account.ts';
import type { Urls } from '../world.ts';

/** GitHub's `simple user`. */
export function userShape(urls: Urls, account: Account): JsonObject {
  const api = `${urls.api}/users/${encodeURIComponent(account.login)}`;
  const page = account.kind === 'Bot' ? `apps/${account.login.replace(/\[bot\]$/, '')}` : account.login;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.kind === 'Organization' ? 'O' : account.kind === 'Bot' ? 'BOT' : 'U', account.id),
    avatar_url: `${urls.html}/avatars/${String(account.id)}`,
    gravatar_id: '',
    url: api,
    html_url: `${urls.html}/${page}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: account.kind,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** GitHub's `public user`, which has more. */
export function publicUserShape(urls: Urls, account: Account): JsonObject {
  return {
    ...userShape(urls, account),
    name: account.login,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: account.createdAt,
    updated_at: account.createdAt,
  };
}
