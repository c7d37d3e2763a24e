namespace Lab.Catalog.Systems;

internal static class SystemsExtensions
{
    public static void AddSystems(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Observer>();
        builder.Services.AddSingleton<ObservationStore>();
        builder.Services.AddSingleton<SystemCatalog>();
    }
}
