namespace Lab.Hosting.Clients;

/// <summary>What a client is made of when it is first used.</summary>
/// <param name="ConnectionString">The connection string, not yet read.</param>
/// <param name="OpenHandler">Makes the handler of connections.</param>
/// <param name="Settings">The client's settings.</param>
/// <param name="Telemetry">Traces and measures.</param>
/// <param name="Time">Tells the time.</param>
internal sealed record ClientParts<TSettings, TTelemetry>(string ConnectionString, Func<SocketsHttpHandler> OpenHandler, TSettings Settings, TTelemetry Telemetry, TimeProvider Time);
