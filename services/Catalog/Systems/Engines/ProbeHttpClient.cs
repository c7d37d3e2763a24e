namespace Lab.Catalog.Systems.Engines;

internal static class ProbeHttpClient
{
    /// <summary>A client without retries and service discovery: a probe wants the one answer of now, and its reason.</summary>
    public static void AddProbeHttpClient(this IHostApplicationBuilder builder, string name) =>
        builder.Services.AddHttpClient(name).ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear());
}
