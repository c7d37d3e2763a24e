using Lab.Model;

namespace Lab.Catalog.Systems;

internal static class SystemsExtensions
{
    public static void AddSystems(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Observer>();
        builder.Services.AddSingleton<ObservationStore>();
        builder.Services.AddSingleton<SystemCatalog>();
    }

    /// <summary>Adds the probe of an engine, and a client for each system of lab.json that runs it.</summary>
    public static void AddProbe<TProbe>(this IHostApplicationBuilder builder, LabDeclaration lab)
        where TProbe : class, IEngineProbe, IEngineRegistration
    {
        builder.Services.AddKeyedSingleton<IEngineProbe, TProbe>(TProbe.Engine);
        foreach (var system in lab.Systems.Where(s => s.Engine == TProbe.Engine))
        {
            TProbe.AddClient(builder, system);
        }
    }
}
