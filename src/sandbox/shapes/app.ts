import type { JsonObject } from '../actions/host.ts';
import { nodeId } from '../ids.ts';
import type { App, Installation } from '../model/app.ts';
import type { Urls } from '../world.ts';
import { userShape } from './user.ts';

export function appShape(urls: Urls, app: App): JsonObject {
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId('A', app.id),
    client_id: `Iv1.${String(app.id)}`,
    owner: userShape(urls, app.owner),
    name: app.name,
    description: null,
    external_url: urls.html,
    html_url: `${urls.html}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: { ...app.permissions, metadata: 'read' },
    events: [...app.events],
  };
}

export function installationShape(urls: Urls, installation: Installation): JsonObject {
  const { app, account } = installation;
  const organization = account.kind === 'Organization';
  return {
    id: installation.id,
    account: userShape(urls, account),
    repository_selection: installation.repositories === 'all' ? 'all' : 'selected',
    access_tokens_url: `${urls.api}/app/installations/${String(installation.id)}/access_tokens`,
    repositories_url: `${urls.api}/installation/repositories`,
    html_url: `${urls.html}/settings/installations/${String(installation.id)}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: organization ? 'Organization' : 'User',
    permissions: { ...installation.permissions, metadata: 'read' },
    events: [...app.events],
    created_at: installation.createdAt,
    updated_at: installation.createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: null,
  };
}
