namespace Lab.Hosting.Clients;

/// <summary>How the clients of one kind of server are registered.</summary>
/// <param name="Name">The kind of server: its settings are in <c>Lab:Clients:Name</c>, its health checks begin with it.</param>
/// <param name="TelemetryName">The name of its source of activities and of its meter.</param>
/// <param name="Create">Makes a client.</param>
/// <param name="Ask">Asks the server how it is; <see langword="null"/> is healthy, else the reason.</param>
internal sealed record ClientDescription<TClient, TSettings, TTelemetry>(
    string Name,
    string TelemetryName,
    Func<ClientParts<TSettings, TTelemetry>, TClient> Create,
    Func<TClient, CancellationToken, Task<string?>> Ask)
    where TClient : class
    where TSettings : ClientSettings, new()
    where TTelemetry : ClientTelemetry;
