using Lab.Hosting.Clients.Neo4j;
using Lab.Model.Systems;
using Lab.ServiceDefaults.Databases;
using Lab.ServiceDefaults.Engines;

namespace Lab.Catalog.Systems.Engines;

/// <summary>Asks Neo4j by its HTTP Query API.</summary>
internal sealed class Neo4jProbe(IServiceProvider services) : IEngineProbe, IEngineRegistration
{
    private const string Components = "CALL dbms.components() YIELD name, versions, edition RETURN versions[0], edition";

    private const string Databases = "SHOW DATABASES YIELD name, currentStatus, lastStartTime RETURN name, currentStatus, lastStartTime";

    public static string Engine => EngineNames.Neo4j;

    public static void AddClient(IHostApplicationBuilder builder, DatabaseSystem system) =>
        builder.AddKeyedNeo4jClient(system.Name, settings =>
        {
            settings.DisableHealthChecks = true;
            settings.MaxRetries = 0;
            settings.AttemptTimeout = Observer.Patience;
            settings.CertificateAuthority = LabTrust.AuthorityOf(builder.Configuration, system.Name);
        });

    public async Task<Facts> ObserveAsync(DatabaseSystem system, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredKeyedService<Neo4jClient>(system.Name).GetDatabase("system");
        var components = (await database.RunAsync(Components, cancellationToken: cancellationToken)).Records;

        // A cluster has a row for each copy of a database.
        var databases = (await database.RunAsync(Databases, cancellationToken: cancellationToken)).Records.DistinctBy(row => row[0].As<string>()).ToArray();
        return new Facts(
            components is [var kernel, ..] ? $"{kernel[0]} {kernel[1]}" : null,
            databases.Where(row => row[0].As<string>() == "system" && !row[2].IsNull).Select(row => (DateTimeOffset?)row[2].As<Neo4jTemporal>().ToDateTimeOffset()).FirstOrDefault(),
            null,
            [.. databases.Select(row => new LiveDatabase(row[0].As<string>(), null))])
        {
            Details = databases.ToDictionary(row => $"{row[0]}.status", row => row[1].ToString()),
        };
    }
}
