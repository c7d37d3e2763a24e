using System.Globalization;
using Lab.Hosting.Clients.Milvus;
using Lab.Model.Systems;
using Lab.ServiceDefaults.Databases;
using Lab.ServiceDefaults.Engines;

namespace Lab.Catalog.Systems.Engines;

/// <summary>Asks Milvus by gRPC.</summary>
internal sealed class MilvusProbe(IServiceProvider services) : IEngineProbe, IEngineRegistration
{
    public static string Engine => EngineNames.Milvus;

    public static void AddClient(IHostApplicationBuilder builder, DatabaseSystem system) =>
        builder.AddKeyedMilvusClient(system.Name, settings =>
        {
            settings.DisableHealthChecks = true;
            settings.MaxRetries = 0;
            settings.AttemptTimeout = Observer.Patience;
            settings.CertificateAuthority = LabTrust.AuthorityOf(builder.Configuration, system.Name);
        });

    public async Task<Facts> ObserveAsync(DatabaseSystem system, CancellationToken cancellationToken)
    {
        var client = services.GetRequiredKeyedService<MilvusClient>(system.Name);
        var version = await client.GetVersionAsync(cancellationToken);
        var databases = await client.ListDatabasesAsync(cancellationToken);
        var details = new Dictionary<string, string>();
        foreach (var database in databases)
        {
            var collections = await client.ListCollectionsAsync(database, cancellationToken);
            details[$"{database}.collections"] = collections.Count.ToString(CultureInfo.InvariantCulture);
        }

        // Milvus tells neither when it started nor, in bytes, what it takes.
        return new Facts(version, null, null, [.. databases.Select(name => new LiveDatabase(name, null))]) { Details = details };
    }
}
