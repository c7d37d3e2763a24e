// Requests to the host's API. Errors arrive as problem details and leave as Error with their text.

/** An answer that is not a success; status is its HTTP status. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function request(path, options) {
  const response = await fetch(path, { ...options, headers: { Accept: 'application/json' } });
  if (response.ok) return response.status === 204 ? null : response.json();
  const problem = await response.json().catch(() => null);
  throw new ApiError(response.status, problem?.detail ?? problem?.title ?? `The host answered ${response.status}.`);
}

const resourcePath = id => `/api/resources/${encodeURIComponent(id)}`;

export const getApplication = () => request('/api/application');
export const getResource = id => request(resourcePath(id));
export const postCommand = (id, command) => request(`${resourcePath(id)}/commands/${encodeURIComponent(command)}`, { method: 'POST' });
export const resourcesStream = '/api/resources/stream?hidden=true';
export const logStream = id => `${resourcePath(id)}/logs/stream`;
